package com.hubify.identity.server.clerk.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.hubify.identity.server.clerk.ClerkBackend;
import com.hubify.identity.server.clerk.ClerkHost;
import com.hubify.identity.server.clerk.ClerkMembership;
import com.hubify.identity.server.clerk.ClerkUnavailable;
import com.hubify.identity.server.clerk.StubClerk;
import com.hubify.testing.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class HttpClerkBackendTests {

    private static final String ADA = "/v1/users/user_ada";
    private static final String KEY = "sk_test_0verySecret0";

    private final TestClock clock = TestClock.standing();
    private final AtomicBoolean hasShare = new AtomicBoolean(true);
    private final ClerkBackendTrouble trouble = new ClerkBackendTrouble(clock);
    private StubClerk clerk;
    private HttpClerkBackend backend;

    @BeforeEach
    void begin() throws IOException {
        clerk = new StubClerk().answer(ADA, "{\"id\":\"user_ada\",\"banned\":true}");
        backend = new HttpClerkBackend(
                new ClerkHost("backend", new SimpleMeterRegistry(), clock),
                clerk.url(),
                new ClerkSecretKey(KEY),
                hasShare::get,
                trouble);
    }

    @AfterEach
    void end() {
        clerk.close();
    }

    @Test
    void readsAPerson() {
        assertThat(backend.user("user_ada").orElseThrow().banned()).isTrue();
        assertThat(clerk.authorizations()).containsOnly("Bearer " + KEY);
    }

    @Test
    void asksForManyInOneCall() {
        clerk.answer("/v1/users", "[{\"id\":\"user_ada\"},{\"id\":\"user_bob\"}]");

        assertThat(backend.users(List.of("user_ada", "user_bob", "user_eve"))).hasSize(2);
        assertThat(clerk.calls())
                .containsExactly("/v1/users?user_id=user_ada&user_id=user_bob&user_id=user_eve&limit=100");
    }

    // Threat: without ids the question is for everybody, and the first page would be taken for the answer.
    @Test
    void asksNothingForNobody() {
        assertThat(backend.users(List.of())).isEmpty();
        assertThat(clerk.calls()).isEmpty();
    }

    @Test
    void readsAllPagesOfMemberships() {
        String membership = """
                {"role":"org:member","organization":{"id":"org_1"},"public_user_data":{"user_id":"user_ada"}}""";
        clerk.answer(
                ADA + "/organization_memberships",
                "{\"data\":[" + String.join(",", Collections.nCopies(100, membership)) + "],\"total_count\":9000}");

        assertThat(backend.memberships("user_ada")).hasSize(500);
        assertThat(clerk.calls()).hasSize(5).last().asString().endsWith("limit=100&offset=400");
    }

    // Threat: a key of another instance, which knows nobody: everybody would lose their organizations.
    @Test
    void someoneUnknownHasNoListOfMemberships() {
        assertThatExceptionOfType(ClerkUnavailable.class).isThrownBy(() -> backend.memberships("user_ada"));
    }

    @Test
    void readsAPartOfAllMemberships() {
        clerk.answer("/v1/organization_memberships", """
                {"data":[{"role":"org:member","organization":{"id":"org_1"},"public_user_data":{"user_id":"user_eve\\n"}},
                {"role":"org:member","organization":{"id":"org_1"},"public_user_data":{"user_id":"user_ada"}}]}""");

        ClerkBackend.MembershipPart part = backend.allMemberships(250).orElseThrow();
        assertThat(part.length()).isEqualTo(2);
        assertThat(part.understood()).extracting(ClerkMembership::userId).containsExactly("user_ada");
        assertThat(clerk.calls())
                .containsExactly("/v1/organization_memberships?order_by=created_at&limit=250&offset=250");
    }

    /** Fault: an instance with the feature off answers so, it counted as an outage, and nobody was compared or looked up. */
    @Test
    void anInstanceWithoutOrganizationsIsNotAway() {
        String body = "{\"errors\":[{\"code\":\"organization_not_enabled_in_instance\"}]}";
        clerk.answer("/v1/organization_memberships", 403, body, Map.of())
                .answer(ADA + "/organization_memberships", 403, body, Map.of());

        assertThat(backend.allMemberships(0)).isEmpty();
        // Known memberships stay: that somebody switches the feature off ends nobody's.
        assertThatExceptionOfType(ClerkUnavailable.class).isThrownBy(() -> backend.memberships("user_ada"));
        assertThat(trouble.reason()).isEmpty();
    }

    @Test
    void revokesASession() {
        clerk.answer("/v1/sessions/sess_1/revoke", "{\"id\":\"sess_1\",\"status\":\"revoked\"}");

        assertThat(backend.revokeSession("sess_1")).isTrue();
        assertThat(backend.revokeSession("sess_2")).isFalse();
    }

    @Test
    void onlyClerksOwnWordsMakeAPersonMissing() {
        assertThat(backend.user("user_eve")).isEmpty();
    }

    // Attack: a gateway, a proxy's page or a wrong address in Clerk's place. What it answers must not delete anybody.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | {\"errors\":[{\"code\":\"not_found\"}]}",
                "404 | {}",
                "404 | <html>not found</html>",
                "410 | {\"errors\":[{\"code\":\"resource_not_found\"}]}",
                "500 | {\"errors\":[{\"code\":\"resource_not_found\"}]}",
                "503 | {\"errors\":[{\"code\":\"maintenance_mode\"}]}",
                "403 | {\"errors\":[{\"code\":\"authorization_invalid\"}]}",
                "302 | {}",
                "200 | <html>welcome</html>",
                "200 | {\"id\":\"mch_1\"}",
                "200 | null",
                "200 | []"
            })
    void otherAnswersSayNothing(int status, String body) {
        clerk.answer(ADA, status, body, Map.of("Location", "/elsewhere"));

        assertThatExceptionOfType(ClerkUnavailable.class).isThrownBy(() -> backend.user("user_ada"));
        assertThat(clerk.calls()).containsExactly(ADA);
    }

    // Threat: calls that are not made count as days of Clerk's silence.
    @Test
    void tellsWhetherClerkWasAsked() {
        hasShare.set(false);
        assertThatExceptionOfType(ClerkUnavailable.class)
                .isThrownBy(() -> backend.user("user_ada"))
                .matches(e -> !e.wasAsked());
        hasShare.set(true);
        clerk.closeConnections();
        for (int i = 0; i < 5; i++) {
            assertThatExceptionOfType(ClerkUnavailable.class)
                    .isThrownBy(() -> backend.user("user_ada"))
                    .matches(ClerkUnavailable::wasAsked);
        }
        assertThatExceptionOfType(ClerkUnavailable.class)
                .isThrownBy(() -> backend.user("user_ada"))
                .matches(e -> !e.wasAsked());
    }

    // Threat: an id is part of the path.
    @Test
    void asksForNothingButPeople() {
        assertThatIllegalArgumentException().isThrownBy(() -> backend.user("../jwks"));
        assertThatIllegalArgumentException().isThrownBy(() -> backend.users(List.of("user_a&limit=1")));
        assertThat(clerk.calls()).isEmpty();
    }

    // Threat: a key that was rotated at Clerk. Each call would be refused, and each logged.
    @Test
    void aRefusedKeyIsSaidOnceAndTriedOnceAMinute(CapturedOutput log) {
        clerk.answer(ADA, 401, "{\"errors\":[{\"code\":\"clerk_key_invalid\"}]}", Map.of());

        for (int i = 0; i < 5; i++) {
            assertThatExceptionOfType(ClerkUnavailable.class).isThrownBy(() -> backend.user("user_ada"));
        }
        assertThat(clerk.calls()).hasSize(1);
        assertThat(trouble.concern()).hasValueSatisfying(it -> assertThat(it).contains("secret-key"));
        clock.wind(Duration.ofMinutes(1));
        assertThatExceptionOfType(ClerkUnavailable.class).isThrownBy(() -> backend.user("user_ada"));
        assertThat(clerk.calls()).hasSize(2);
        assertThat(log)
                .containsOnlyOnce("Clerk refuses hubify.identity.clerk.secret-key")
                .doesNotContain("0verySecret0");
        clerk.answer(ADA, "{\"id\":\"user_ada\"}");
        clock.wind(Duration.ofMinutes(1));
        assertThat(backend.user("user_ada")).isPresent();
        assertThat(trouble.concern()).isEmpty();
    }

    @Test
    void followsRetryAfter() {
        clerk.answer(ADA, 429, "{\"errors\":[]}", Map.of("Retry-After", "7"));

        assertThatExceptionOfType(ClerkUnavailable.class)
                .isThrownBy(() -> backend.user("user_ada"))
                .satisfies(e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
        clerk.answer(ADA, "{\"id\":\"user_ada\"}");
        assertThatExceptionOfType(ClerkUnavailable.class).isThrownBy(() -> backend.user("user_ada"));
        assertThat(clerk.calls()).hasSize(1);
        clock.wind(Duration.ofSeconds(7));
        assertThat(backend.user("user_ada")).isPresent();
    }

    // Attack: a Retry-After of years.
    @Test
    void waitsAMinuteAtMost() {
        clerk.answer(ADA, 429, "{}", Map.of("Retry-After", "999999"));

        assertThatExceptionOfType(ClerkUnavailable.class)
                .isThrownBy(() -> backend.user("user_ada"))
                .satisfies(e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofMinutes(1)));
    }

    @Test
    void makesNoCallBeyondItsShare() {
        hasShare.set(false);

        assertThatExceptionOfType(ClerkUnavailable.class).isThrownBy(() -> backend.user("user_ada"));
        assertThat(clerk.calls()).isEmpty();
    }

    @Test
    void anOutageIsSaidOnceAndIsNoConcern(CapturedOutput log) {
        clerk.closeConnections();

        for (int i = 0; i < 20; i++) {
            assertThatExceptionOfType(ClerkUnavailable.class).isThrownBy(() -> backend.user("user_ada"));
        }
        assertThat(trouble.reason()).isPresent();
        assertThat(trouble.concern()).isEmpty();
        assertThat(log).containsOnlyOnce("Clerk's Backend API does not answer");
    }

    @Test
    void propertiesHideTheKey() {
        ClerkBackendProperties properties = new ClerkBackendProperties(KEY, clerk.url());

        assertThat(properties).asString().doesNotContain("0verySecret0");
        assertThat(properties.key())
                .hasValueSatisfying(key -> assertThat(key).asString().doesNotContain("0verySecret0"));
    }
}
