package com.hubify.identity.resource.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.Caller.Kind;
import com.hubify.identity.resource.HubifyAuthentication;
import com.hubify.identity.resource.demand.HandlerDemand;
import com.hubify.identity.resource.demand.RecentSignIn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;

class DemandJudgeTests {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final Scopes LABS = Scopes.parse("labs:write").orElseThrow();
    private static final RecentSignIn STEP_UP = new RecentSignIn(Duration.ofMinutes(10), List.of("mfa", "hwk"));
    private static final HandlerDemand DEMAND = new HandlerDemand(LABS, STEP_UP, null);

    private final DemandJudge judge =
            new DemandJudge(new StaticListableBeanFactory(Map.of("clock", Clock.fixed(NOW, ZoneOffset.UTC))));

    /** Whose the credential is. */
    enum Holder {
        TOKEN(true, Kind.ACCESS_TOKEN, caller -> caller.withClientId("app")),
        SESSION(true, Kind.SESSION_TOKEN, caller -> caller),
        // Attack: none of these can sign in; each might carry a time.
        KEY(false, Kind.API_KEY, caller -> caller.withKeyId("abcd1234")),
        TOKEN_OF_KEY(
                false, Kind.ACCESS_TOKEN, caller -> caller.withClientId("app").withKeyId("abcd1234")),
        CLIENT(false, Kind.ACCESS_TOKEN, caller -> caller.withClientId("user_1")),
        // Attack: somebody of the support, signed in as the person a moment ago, deletes what only the person may.
        IMPERSONATOR(false, Kind.SESSION_TOKEN, caller -> caller.withActor("user_support")),
        TOKEN_OF_IMPERSONATOR(
                false, Kind.ACCESS_TOKEN, caller -> caller.withClientId("app").withActor(""));

        private final boolean isPerson;
        private final Kind kind;
        private final UnaryOperator<Caller> traits;

        Holder(boolean isPerson, Kind kind, UnaryOperator<Caller> traits) {
            this.isPerson = isPerson;
            this.kind = kind;
            this.traits = traits;
        }
    }

    /** When and how that person signed in. */
    enum SignIn {
        GOOD(-60L, "hwk", null),
        AT_THE_LIMIT(-600L, "mfa", null),
        SLIGHTLY_AHEAD(5L, "mfa", null),
        OLD(-601L, "mfa", "More recent authentication is required"),
        AHEAD(6L, "mfa", "More recent authentication is required"),
        UNKNOWN(null, "mfa", "More recent authentication is required"),
        OTHER_CLASS(-60L, "pwd", "A different authentication level is required"),
        // Attack: a class that only contains the right one.
        SIMILAR_CLASS(-60L, "mfa hwk", "A different authentication level is required"),
        NO_CLASS(-60L, null, "A different authentication level is required");

        private final @Nullable Long seconds;
        private final @Nullable String acr;
        private final @Nullable String lack;

        SignIn(@Nullable Long seconds, @Nullable String acr, @Nullable String lack) {
            this.seconds = seconds;
            this.acr = acr;
            this.lack = lack;
        }

        Caller of(Caller caller) {
            Caller timed = seconds == null ? caller : caller.withSignedInAt(NOW.plusSeconds(seconds));
            return acr == null ? timed : timed.withAcr(acr);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void letsPeopleThroughWhoHaveSignedInAsRequired(Holder holder, SignIn signIn) {
        Optional<Refusal> refusal = judge.refusal(DEMAND, caller(holder, signIn, LABS));

        assertThat(refusal.isEmpty()).isEqualTo(holder.isPerson && signIn.lack == null);
        refusal.ifPresent(why -> {
            assertThat(why.reason()).isNotBlank();
            assertThat(why.status().value()).isEqualTo(holder.isPerson ? 401 : 403);
            // A challenge would have a key's program authorize again and again, for nothing.
            assertThat(why.challenge() != null).isEqualTo(holder.isPerson);
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void asksForScopesBeforeASignIn(Holder holder, SignIn signIn) {
        Refusal refusal =
                judge.refusal(DEMAND, caller(holder, signIn, Scopes.none())).orElseThrow();

        assertThat(refusal.status().value()).isEqualTo(403);
        assertThat(refusal.challenge())
                .containsEntry("error", "insufficient_scope")
                .doesNotContainKey("max_age");
    }

    static Stream<Arguments> all() {
        return Arrays.stream(Holder.values())
                .flatMap(holder -> Arrays.stream(SignIn.values()).map(signIn -> Arguments.of(holder, signIn)));
    }

    @ParameterizedTest
    @EnumSource(names = {"OLD", "AHEAD", "UNKNOWN", "OTHER_CLASS", "SIMILAR_CLASS", "NO_CLASS"})
    void saysWhatToAuthorizeWith(SignIn signIn) {
        Refusal refusal =
                judge.refusal(DEMAND, caller(Holder.TOKEN, signIn, LABS)).orElseThrow();

        assertThat(refusal.needing(LABS).challenge())
                .containsExactly(
                        Map.entry("error", "insufficient_user_authentication"),
                        Map.entry("error_description", String.valueOf(signIn.lack)),
                        Map.entry("max_age", "600"),
                        Map.entry("acr_values", "mfa hwk"),
                        Map.entry("scope", "labs:write"));
        assertThat(refusal.code()).isEqualTo("insufficient_user_authentication");
        assertThat(refusal.message())
                .isEqualTo("The request needs a sign-in at most 600 seconds old, of class mfa or hwk.");
    }

    @ParameterizedTest
    @CsvSource({"30s, 1", "1m, 1", "239s, 3", "2h, 120"})
    void tellsClerksFrontEndsToVerifyThePersonAgain(String age, long minutes) {
        HandlerDemand demand = HandlerDemand.ofSignIn(age);

        assertThat(more(demand, Holder.SESSION))
                .containsExactly(Map.entry(
                        "clerk_error",
                        Map.of(
                                "type",
                                "forbidden",
                                "reason",
                                "reverification-error",
                                "metadata",
                                Map.of("reverification", Map.of("level", "first_factor", "afterMinutes", minutes)))));
        for (Holder other : List.of(Holder.TOKEN, Holder.KEY, Holder.CLIENT, Holder.IMPERSONATOR)) {
            assertThat(more(demand, other)).isEmpty();
        }
    }

    // A session has one class, however often the person is verified.
    @Test
    void sendsSessionsToClerkForTheClassThatTheyCanGetAlone() {
        assertThat(more(DEMAND, Holder.SESSION)).isEmpty();
        assertThat(more(HandlerDemand.ofSignIn("10m", "urn:hubify:acr:proved"), Holder.SESSION))
                .containsKey("clerk_error");
        assertThat(more(HandlerDemand.ofSignIn("10m", "mfa", "urn:hubify:acr:proved"), Holder.SESSION))
                .containsKey("clerk_error");
    }

    private Map<String, Object> more(HandlerDemand demand, Holder holder) {
        return judge.refusal(demand, caller(holder, SignIn.UNKNOWN, LABS))
                .orElseThrow()
                .more();
    }

    @Test
    void asksForACredentialFirst() {
        HandlerDemand signInAlone = HandlerDemand.ofSignIn("10m");
        Authentication anonymous =
                new AnonymousAuthenticationToken("key", "nobody", AuthorityUtils.createAuthorityList("ROLE_NONE"));

        for (Authentication nobody : new Authentication[] {null, anonymous}) {
            Refusal refusal = judge.refusal(signInAlone, nobody).orElseThrow();
            assertThat(refusal.status().value()).isEqualTo(401);
            assertThat(refusal.challenge()).isEmpty();
        }
    }

    // A session of the service's own way to sign in says nothing of its age.
    @Test
    void doesNotTakeAnotherSignInForARecentOne() {
        Refusal refusal = judge.refusal(DEMAND, new TestingAuthenticationToken("user_1", "", "SCOPE_labs:write"))
                .orElseThrow();

        assertThat(refusal.status().value()).isEqualTo(401);
        assertThat(refusal.challenge()).containsEntry("max_age", "600");
    }

    private static HubifyAuthentication caller(Holder holder, SignIn signIn, Scopes scopes) {
        return new HubifyAuthentication(signIn.of(holder.traits.apply(Caller.of(holder.kind, "user_1", scopes))));
    }
}
