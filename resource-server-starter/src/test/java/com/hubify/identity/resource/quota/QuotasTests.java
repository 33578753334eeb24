package com.hubify.identity.resource.quota;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.HubifyAuthentication;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuotasTests {

    private static final Caller ALICE = caller("user_alice");

    private final TestClock clock = TestClock.standing();
    private final SharedBudgets server = new SharedBudgets(clock, 60, 1_000);
    private final Quotas quotas = new Quotas(clock, true);
    private final Settler settler = new Settler(quotas, server, clock, 10);

    private static Caller caller(String subject) {
        return Caller.of(Caller.Kind.SESSION_TOKEN, subject, Scopes.none());
    }

    private Admission ask(Caller caller) {
        return Objects.requireNonNull(quotas.admit(new HubifyAuthentication(caller)));
    }

    /** How many of these requests are allowed, if the service settles after each. */
    private int allowed(Caller caller, int requests) {
        int allowed = 0;
        for (int i = 0; i < requests; i++) {
            allowed += ask(caller).isAllowed() ? 1 : 0;
            settler.settle(false);
        }
        return allowed;
    }

    private static Map<String, String> headers(Admission admission) {
        Map<String, String> headers = new HashMap<>();
        admission.tell(headers::put);
        return headers;
    }

    @Test
    void allowsAsMuchAsThePlan() {
        assertThat(allowed(ALICE, 200)).isEqualTo(60);
        clock.wind(Duration.ofMinutes(1));
        assertThat(allowed(ALICE, 200)).isEqualTo(60);
        assertThat(server.taken("caller:user_alice")).isEqualTo(60);
    }

    @Test
    void allowsAsMuchAsThePlanInADay() {
        int allowed = 0;
        for (int minute = 0; minute < 30; minute++) {
            allowed += allowed(ALICE, 70);
            clock.wind(Duration.ofMinutes(1));
        }

        Admission refused = ask(ALICE);

        assertThat(allowed).isBetween(980, 1_000);
        assertThat(refused.isAllowed()).isFalse();
        assertThat(headers(refused))
                .containsEntry("X-RateLimit-Limit", "1000")
                .containsEntry("X-RateLimit-Remaining", "0")
                .containsEntry("X-RateLimit-Reset", "1776211200");
    }

    /** A new caller's first page sends a few requests at once, before the identity server could be asked. */
    @Test
    void allowsAFewBeforeTheIdentityServerHasAnswered() {
        for (int i = 0; i < 10; i++) {
            assertThat(ask(ALICE).isAllowed()).isTrue();
        }
        assertThat(ask(ALICE).isAllowed()).isFalse();

        settler.settle(false);

        assertThat(allowed(ALICE, 100)).isEqualTo(50);
    }

    /** Attack: use a limit up, and then as much again on the credit of other services or of the next moment. */
    @Test
    void givesNoCreditWithinAMinuteThatIsUsedUp() {
        allowed(ALICE, 200);

        for (int i = 0; i < 100; i++) {
            clock.wind(Duration.ofMillis(100));
            assertThat(ask(ALICE).isAllowed()).isFalse();
        }
    }

    @Test
    void tellsWhatIsLeft() {
        ask(ALICE);
        settler.settle(false);

        assertThat(headers(ask(ALICE)))
                .containsOnly(
                        Map.entry("X-RateLimit-Limit", "60"),
                        Map.entry("X-RateLimit-Remaining", "58"),
                        Map.entry("X-RateLimit-Reset", "1776160860"),
                        Map.entry("RateLimit", "\"minute\";r=58;t=60"),
                        Map.entry("RateLimit-Policy", "\"minute\";q=60;w=60, \"day\";q=1000;w=86400"));
    }

    @Test
    void asksAheadOfNeed() {
        int[] calls = {0};
        quotas.calling(() -> calls[0]++);
        ask(ALICE);
        ask(ALICE);
        assertThat(calls[0]).as("of a new caller once").isEqualTo(1);
        settler.settle(false);

        ask(ALICE);
        ask(ALICE);

        assertThat(calls[0]).as("before the permits are used up").isEqualTo(2);
    }

    /** Attack: one caller in a hurry, to have the identity server settle all callers of the service over and over. */
    @Test
    void settlesAheadOfTimeWhatCallsAlone() {
        for (int i = 0; i < 100; i++) {
            ask(caller("user_" + i));
        }
        settler.settle(false);
        assertThat(server.claims()).isEqualTo(100);

        while (ask(ALICE).isAllowed()) {
            // Until the credit is used up.
        }
        settler.settleCalled();

        assertThat(server.claims()).isEqualTo(1);
        assertThat(ask(ALICE).isAllowed()).isTrue();
    }

    /** Others may need them. */
    @Test
    void givesPermitsBackThatAreNotUsed() {
        ask(ALICE);
        settler.settle(false);
        assertThat(server.taken("caller:user_alice")).isEqualTo(3);

        clock.wind(Duration.ofSeconds(3));
        settler.settle(false);

        assertThat(server.taken("caller:user_alice")).isEqualTo(1);
    }

    @Test
    void givesAllBackWhenTheServiceStops() {
        ask(ALICE);
        settler.settle(false);
        settler.settle(true);

        assertThat(server.taken("caller:user_alice")).isEqualTo(1);
    }

    /** Attack: one key, or one member, uses up what others have. */
    @Test
    void countsKeysCallersAndOrganizationsEachByItself() {
        Caller key = Caller.of(Caller.Kind.API_KEY, "user_alice", Scopes.none())
                .withKeyId("abcd1234")
                .withOrganization(new Caller.Organization("org_1", "", "", List.of()));
        allowed(key, 200);

        assertThat(server.taken("key:abcd1234")).isEqualTo(60);
        assertThat(server.taken("caller:user_alice")).isEqualTo(60);
        assertThat(server.taken("organization:org_1")).isEqualTo(60);
        assertThat(allowed(caller("user_bob"), 30)).isEqualTo(30);
        assertThat(allowed(
                        Caller.of(Caller.Kind.ACCESS_TOKEN, "user_alice", Scopes.none())
                                .withClientId("user_alice"),
                        1))
                .as("a client with the id of a person")
                .isEqualTo(1);
    }

    @Test
    void goesOnWithAShareWhileTheIdentityServerIsAway() {
        allowed(ALICE, 1);
        server.goAway();
        clock.wind(Duration.ofMinutes(1));
        settler.settle(false);

        assertThat(settler.isAlone()).isTrue();
        assertThat(health()).as("shown where details are not").startsWith("local: ");
        assertThat(allowed(ALICE, 100)).isEqualTo(6);
        clock.wind(Duration.ofMinutes(1));
        settler.settle(false);
        assertThat(allowed(ALICE, 100)).isEqualTo(6);

        server.comeBack();
        settler.settle(false);
        assertThat(settler.isAlone()).isFalse();
        assertThat(health()).isEmpty();
        assertThat(allowed(ALICE, 100)).as("what was used meanwhile counts").isEqualTo(54);
        assertThat(server.takenInDay("caller:user_alice"))
                .as("of three minutes, and two permits that it had when it was left alone")
                .isEqualTo(1 + 6 + 60 + 2);
    }

    /** Attack: an identity server that answers but settles nothing; each attempt must not give a new share. */
    @Test
    void hasOneShareInAMinuteHoweverOftenItTries() {
        allowed(ALICE, 1);
        server.failClaims(true);

        int allowed = 0;
        for (int second = 0; second < 50; second++) {
            allowed += allowed(ALICE, 10);
            clock.wind(Duration.ofSeconds(1));
        }
        assertThat(settler.isAlone()).isTrue();
        assertThat(allowed).isLessThanOrEqualTo(6 + 2);
    }

    @Test
    void hasOneShareInAMinuteHoweverOftenTheIdentityServerGoesAndComes() {
        allowed(ALICE, 60);

        int allowed = 0;
        for (int second = 0; second < 50; second++) {
            server.goAway();
            settler.settle(false);
            allowed += allowed(ALICE, 10);
            server.comeBack();
            settler.settle(false);
            clock.wind(Duration.ofSeconds(1));
        }
        assertThat(allowed).isEqualTo(6);
    }

    /** Attack: use up the credit that a new caller has, and then the share. */
    @Test
    void countsCreditTowardTheShare() {
        server.goAway();
        for (int i = 0; i < 10; i++) {
            ask(ALICE);
        }
        settler.settle(false);

        assertThat(allowed(ALICE, 100)).isZero();
    }

    /** Attack: have a name that the identity server can't read, to have no limit, or to take the limits of others away. */
    @Test
    void givesACallerWithAnOddNameTheShareAndOthersTheirPlan() {
        server.cannotRead("caller:user_mallory");
        assertThat(allowed(caller("user_mallory"), 100)).isLessThanOrEqualTo(10);
        assertThat(settler.isAlone()).isFalse();
        assertThat(allowed(ALICE, 100)).isEqualTo(60);
    }

    /** A clock that is set back must not keep a caller out until it is where it was. */
    @Test
    void beginsAnotherMinuteWhenTheClockIsSetBack() {
        allowed(ALICE, 100);
        server.goAway();
        settler.settle(false);
        assertThat(allowed(ALICE, 10)).isEqualTo(6);

        clock.wind(Duration.ofHours(-3));
        settler.settle(false);

        assertThat(allowed(ALICE, 10)).isEqualTo(6);
    }

    @Test
    void doesNotLimitWhatTheIdentityServerDoesNotKnow() {
        server.forget("caller:user_alice");
        assertThat(allowed(ALICE, 200)).isEqualTo(200);
    }

    /** Attack: many callers, to fill the memory. */
    @Test
    void keepsABoundedNumberOfBudgets() {
        for (int i = 0; i < Quotas.MOST + 10; i++) {
            quotas.admit(new HubifyAuthentication(caller("user_" + i)));
        }
        assertThat(quotas.budgets()).hasSize(Quotas.MOST);

        settler.settle(false);
        clock.wind(Duration.ofMinutes(3));
        settler.settle(false);
        assertThat(quotas.budgets()).isEmpty();
    }

    @Test
    void countsNothingWhereLimitsAreOff() {
        assertThat(new Quotas(clock, false).admit(new HubifyAuthentication(ALICE)))
                .isNull();
        assertThat(quotas.admit(null)).isNull();
    }

    private String health() {
        SettlerThread thread = new SettlerThread(Optional.of(settler), quotas, Duration.ofMillis(500));
        return new QuotaHealth(thread).health().getStatus().getDescription();
    }
}
