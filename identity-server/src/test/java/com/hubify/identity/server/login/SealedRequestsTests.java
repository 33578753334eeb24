package com.hubify.identity.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.authorization.InterruptedRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealedRequestsTests {

    private static final Instant BEGUN = Instant.parse("2026-04-14T10:00:00Z");

    /** As Spring makes them. */
    private static final String STATE = "a".repeat(43) + "=";

    private static final InterruptedRequest REQUEST = new InterruptedRequest("/oauth2/authorize?client_id=web");
    private static final InterruptedRequest LONGEST =
            new InterruptedRequest("/activate?user_code=" + "x".repeat(CarriedRequests.LONGEST_KEPT - 20));

    private final SealedRequests sealed = after(Duration.ZERO);

    private static SealedRequests after(Duration passed) {
        return new SealedRequests(Clock.fixed(BEGUN.plus(passed), ZoneOffset.UTC));
    }

    @Test
    void opensForTheBrowserThatBegan() {
        assertThat(sealed.open(sealed.seal(STATE, REQUEST, "secret"), List.of("older", "secret")))
                .contains(REQUEST);
    }

    @Test
    void longestThatIsKeptFits() {
        String state = sealed.seal(STATE, LONGEST, "secret");

        assertThat(state).hasSizeLessThan(SealedRequests.LONGEST_STATE);
        assertThat(sealed.open(state, List.of("secret"))).contains(LONGEST);
    }

    @Test
    void leadsToWhatTheBrowserCarriesItself() {
        InterruptedRequest longer = new InterruptedRequest(LONGEST.target() + "x");

        assertThat(sealed.open(sealed.seal(STATE, longer, "secret"), List.of("secret")))
                .contains(CarriedRequests.address(longer, SealedRequests.nameOf(STATE)));
    }

    @Test
    void endsAfterTwoHours() {
        String state = sealed.seal(STATE, REQUEST, "secret");

        assertThat(after(Duration.ofMinutes(119)).open(state, List.of("secret")))
                .contains(REQUEST);
        assertThat(after(Duration.ofMinutes(120)).open(state, List.of("secret")))
                .isEmpty();
    }

    /** Attack: a link with the state of another browser, of another attempt, or with a made-up one. */
    @Test
    void opensForNothingElse() {
        String state = sealed.seal(STATE, REQUEST, "secret");
        String other = sealed.seal("b" + STATE.substring(1), REQUEST, "secret");
        String swapped = STATE + other.substring(other.indexOf('.'));

        assertThat(sealed.open(state, List.of("other"))).isEmpty();
        assertThat(sealed.open(state, List.of())).isEmpty();
        assertThat(sealed.open(swapped, List.of("secret"))).isEmpty();
        assertThat(List.of("", ".", STATE, STATE + ".", STATE + ".a.b.c.d.e", STATE + ".e30.e30.", state + "x"))
                .allSatisfy(wrong ->
                        assertThat(sealed.open(wrong, List.of("secret"))).isEmpty());
    }

    @Test
    void nothingIsAddedWhereNothingWasInterrupted() {
        assertThat(sealed.seal(STATE, InterruptedRequest.START, "secret")).isEqualTo(STATE);
    }
}
