package com.hubify.identity.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.authorization.InterruptedRequest;
import com.nimbusds.jose.util.Base64URL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** Attack: the header of the encrypted part is the sender's, and some made the reader fail with an error of ours: 500, and a trace. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"dir\",\"enc\":\"XC20P\"}",
                "{\"alg\":\"none\",\"enc\":\"A256GCM\"}",
                "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"p2c\":-5}",
                "{\"alg\":\"dir\",\"enc\":null}",
                "{\"alg\":\"dir\",\"enc\":\"A256GCM\"}",
                "{\"alg\":\"dir\",\"enc\":\"A128CBC-HS256\"}",
                "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"zip\":\"DEF\"}",
                "{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A256GCM\",\"p2c\":2000000000,\"p2s\":\"abcd\"}",
                "{\"alg\":1,\"enc\":2}",
                "{}",
                "null",
                "["
            })
    void headerOfTheSenderChoosesNothing(String header) {
        String parts = "." + Base64URL.encode("0".repeat(12)) + "." + Base64URL.encode("abc") + "."
                + Base64URL.encode("1".repeat(16));

        for (String start : List.of(STATE, "", "A")) {
            assertThat(sealed.open(start + "." + Base64URL.encode(header) + "." + parts, List.of("secret")))
                    .isEmpty();
        }
    }

    /** Attack: the sender knows their own cookie, and so the header that we write for it, but not what is behind it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "...",
                "....",
                ".....",
                ".AA.AA.AA",
                "....AA",
                ".AA.AA.",
                ".!.!.!",
                "AA.AA.AA.AA",
                "\0.\0.\0.\0"
            })
    void nothingBehindOurOwnHeaderIsTrusted(String parts) {
        String state = sealed.seal(STATE, REQUEST, "secret");
        String upToHeader = state.substring(0, state.indexOf('.', state.indexOf('.') + 1) + 1);

        assertThat(sealed.open(upToHeader + parts, List.of("secret"))).isEmpty();
    }

    /** Attack: 150 made-up cookies cost as many decryptions. The header tells which secret it is for, and not what it is. */
    @Test
    void headerTellsTheSecretsApart() {
        String state = sealed.seal(STATE, REQUEST, "secret");
        String header = state.split("\\.")[1];

        assertThat(header)
                .isEqualTo(sealed.seal(STATE, LONGEST, "secret").split("\\.")[1])
                .isNotEqualTo(sealed.seal(STATE, REQUEST, "other").split("\\.")[1])
                .isNotEqualTo(
                        sealed.seal("b" + STATE.substring(1), REQUEST, "secret").split("\\.")[1]);
        assertThat(new Base64URL(header).decodeToString()).doesNotContain("secret");
    }

    @Test
    void nothingIsAddedWhereNothingWasInterrupted() {
        assertThat(sealed.seal(STATE, InterruptedRequest.START, "secret")).isEqualTo(STATE);
    }
}
