package com.hubify.identity.server.apikey.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.IpNetworks;
import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyName;
import com.hubify.identity.server.apikey.ApiKeySecret;
import com.hubify.identity.server.apikey.ApiKeyTerms;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.apikey.Events;
import com.hubify.identity.server.apikey.InMemoryApiKeys;
import com.hubify.identity.server.apikey.TestApiKeys;
import com.hubify.identity.server.standing.Standing;
import com.hubify.identity.server.standing.TestDepartures;
import com.hubify.testing.TestClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyIssuerTests {

    private static final Instant NOW = TestClock.START;
    private static final Scopes HELD =
            Scopes.parse("openid api-keys:write labs:read experiments:*").orElseThrow();
    private static final ApiKeyName NAME = new ApiKeyName("my-integration");

    private final TestClock clock = TestClock.standing();
    private final InMemoryApiKeys keys = new InMemoryApiKeys(clock);
    private final Events events = new Events();
    private final TestDepartures departed = new TestDepartures();
    private final ApiKeyIssuer issuer =
            new ApiKeyIssuer(keys, departed.departures(), new SecureRandom(), clock, events);

    @Test
    void issuesKeyThatItsSecretOpens() {
        Issuance.Issued issued = issued("labs:read experiments:*", NOW.plus(Duration.ofDays(90)));

        assertThat(issued.token().id()).isEqualTo(issued.key().id().value());
        assertThat(ApiKeySecret.of(issued.token()).matches(issued.key().secret()))
                .isTrue();
        assertThat(keys.find(issued.key().id())).contains(issued.key());
        assertThat(events.published())
                .containsExactly(new ApiKeyCreated(
                        issued.key().id(), TestApiKeys.OWNER, issued.key().scopes(), NOW));
    }

    /** Attack: have a key made while one is deleted at Clerk, or after that with what is left of a session. */
    @Test
    void issuesNothingToAPersonWhoHasDeparted() {
        ApiKeyTerms terms = terms(Scopes.parse("labs:read").orElseThrow(), null);
        InMemoryApiKeys slow = new InMemoryApiKeys(clock) {
            @Override
            public synchronized Addition add(ApiKey key, ApiKeys.@Nullable Once once) {
                departed.mark(TestApiKeys.OWNER.value(), Standing.DELETED);
                return super.add(key, once);
            }
        };

        Issuance meanwhile = new ApiKeyIssuer(slow, departed.departures(), new SecureRandom(), clock, events)
                .issue(TestApiKeys.OWNER, HELD, terms);
        Issuance afterwards = issuer.issue(TestApiKeys.OWNER, HELD, terms);

        assertThat(meanwhile).isEqualTo(new Issuance.Refused(Issuance.Reason.OWNER_DEPARTED, null));
        assertThat(afterwards).isEqualTo(meanwhile);
        assertThat(slow.ownedBy(TestApiKeys.OWNER)).isEmpty();
        assertThat(keys.ownedBy(TestApiKeys.OWNER)).isEmpty();
        assertThat(events.published()).isEmpty();
    }

    @Test
    void keepsWholeSeconds() {
        clock.wind(Duration.ofMillis(999));

        ApiKey key = issued("labs:read", NOW.plusMillis(60_500)).key();

        assertThat(key.createdAt()).isEqualTo(NOW);
        assertThat(key.expiresAt()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void letsKeysHaveWhatTheTokenCovers() {
        assertThat(issue("experiments:read", null)).isInstanceOf(Issuance.Issued.class);
    }

    /** Attack: turn a narrow, short-lived token into a wide key that outlives it. */
    @ParameterizedTest
    @CsvSource({
        "labs:read, *",
        "labs:read, labs:write",
        "labs:read, labs:*",
        "labs:read labs:write, labs:*",
        "experiments:*, *",
        "openid profile email, labs:read",
        "'', labs:read",
    })
    void givesNoKeyMoreThanTheTokenHolds(String held, String asked) {
        Issuance issuance = issuer.issue(
                TestApiKeys.OWNER,
                Scopes.parse(held).orElseThrow(),
                terms(Scopes.parse(asked).orElseThrow(), null));

        assertThat(issuance).isEqualTo(new Issuance.Refused(Issuance.Reason.SCOPE_NOT_HELD, new Scope(asked)));
        assertThat(keys.ownedBy(TestApiKeys.OWNER)).isEmpty();
    }

    /** Attack: a key that mints keys, and so outlives its own revocation; asked for by a token that may do all of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "api-keys:write",
                "api-keys:read",
                "api-keys:*",
                "clients:read",
                "account:write",
                "revocations:read",
                "signing-keys:*",
                "openid",
                "offline_access"
            })
    void givesNoKeyWhatManagesThePlatformOrSpeaksOfSigningIn(String asked) {
        Scopes everything = Scopes.parse(
                        "* openid offline_access api-keys:* clients:* account:* revocations:* signing-keys:*")
                .orElseThrow();

        Issuance issuance = issuer.issue(
                TestApiKeys.OWNER,
                everything,
                terms(Scopes.parse("labs:read " + asked).orElseThrow(), null));

        assertThat(issuance).isEqualTo(new Issuance.Refused(Issuance.Reason.SCOPE_NOT_FOR_KEYS, new Scope(asked)));
    }

    @Test
    void givesNoKeyWithoutScopes() {
        assertThat(issue("", null)).isEqualTo(new Issuance.Refused(Issuance.Reason.NO_SCOPES, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-04-14T10:00:00Z",
                "2026-04-14T10:00:00.999Z",
                "2020-01-01T00:00:00Z",
                "2036-04-14T10:00:01Z"
            })
    void refusesExpiryThatIsPastOrTooFarAway(Instant expiresAt) {
        assertThat(issue("labs:read", expiresAt)).isEqualTo(new Issuance.Refused(Issuance.Reason.BAD_EXPIRY, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-04-14T10:00:01Z", "2036-04-14T10:00:00Z"})
    void acceptsExpiryUpToTenYearsAway(Instant expiresAt) {
        assertThat(issue("labs:read", expiresAt)).isInstanceOf(Issuance.Issued.class);
    }

    @Test
    void refusesMoreKeysThanAllowed() {
        IntStream.range(0, InMemoryApiKeys.MAX_PER_OWNER).forEach(i -> issue("labs:read", null));

        assertThat(issue("labs:read", null)).isEqualTo(new Issuance.Refused(Issuance.Reason.TOO_MANY_KEYS, null));
    }

    @Test
    void takesAnotherIdWhereOneIsTaken() {
        Deque<ApiKeys.Addition> answers = new ArrayDeque<>(List.of(ApiKeys.Addition.ID_TAKEN, ApiKeys.Addition.ADDED));
        ApiKeyIssuer unlucky =
                new ApiKeyIssuer(answering(answers), departed.departures(), new SecureRandom(), clock, events);

        Issuance issuance = unlucky.issue(TestApiKeys.OWNER, HELD, terms(scopes("labs:read"), null));

        assertThat(issuance).isInstanceOf(Issuance.Issued.class);
        assertThat(answers).isEmpty();
    }

    @Test
    void givesUpWhereEveryIdIsTaken() {
        ApiKeys full = answering(new ArrayDeque<>());
        ApiKeyIssuer broken = new ApiKeyIssuer(full, departed.departures(), new SecureRandom(), clock, events);

        assertThatThrownBy(() -> broken.issue(TestApiKeys.OWNER, HELD, terms(scopes("labs:read"), null)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(events.published()).isEmpty();
    }

    /** 62 digits, each equally likely: chi-square with 61 degrees of freedom stays below 130 but once in a million times. */
    @Test
    void drawsEveryDigitEquallyOften() {
        int[] counts = new int[128];

        IntStream.range(0, 2_000).forEach(i -> {
            clock.wind(Duration.ofMinutes(8)); // within the keys of a day
            ApiKeyToken token =
                    issued("labs:read", clock.instant().plusSeconds(1)).token();
            (token.id() + token.secret()).chars().forEach(digit -> counts[digit]++);
        });

        double expected = 2_000 * 40 / 62.0;
        double chiSquare = IntStream.of(counts)
                .filter(count -> count > 0)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        assertThat(IntStream.of(counts).filter(count -> count > 0)).hasSize(62);
        assertThat(chiSquare).isLessThan(130);
    }

    private ApiKeys answering(Deque<ApiKeys.Addition> answers) {
        return new InMemoryApiKeys(clock) {
            @Override
            public synchronized Addition add(ApiKey key, @Nullable Once once) {
                return answers.isEmpty() ? Addition.ID_TAKEN : answers.pop();
            }
        };
    }

    private static Scopes scopes(String text) {
        return Scopes.parse(text).orElseThrow();
    }

    private Issuance issue(String scopes, @Nullable Instant expiresAt) {
        return issuer.issue(TestApiKeys.OWNER, HELD, terms(scopes(scopes), expiresAt));
    }

    private Issuance.Issued issued(String scopes, @Nullable Instant expiresAt) {
        return (Issuance.Issued) issue(scopes, expiresAt);
    }

    private static ApiKeyTerms terms(Scopes scopes, @Nullable Instant expiresAt) {
        return new ApiKeyTerms(NAME, null, scopes, expiresAt, IpNetworks.ANYWHERE);
    }
}
