package com.hubify.identity.resource.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.resource.test.StubIssuer;
import com.hubify.identity.resource.test.TestKey;
import com.hubify.identity.resource.verification.Credentials;
import com.hubify.identity.resource.verification.Sender;
import com.hubify.identity.resource.verification.Verification;
import com.hubify.identity.resource.verification.Verification.Reason;
import com.hubify.identity.resource.verification.VerifiedAuthentication;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** API keys that are valid from some networks alone. */
class LimitedKeyTests {

    private static final String INTROSPECTION = "/oauth2/introspect";
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final Sender OFFICE = Sender.at("10.1.2.3");
    private static final Sender ELSEWHERE = Sender.at("192.0.2.1");

    private final StubIssuer issuer = new StubIssuer();
    private final Credentials credentials = Credentials.judgedFor(issuer);
    private final TestKey key = credentials
            .tokens
            .apiKey()
            .scopes("labs:read")
            .answering(TokenClaims.KEY_STATE, 0)
            .answering(TokenClaims.ALLOWED_IPS, List.of("10.0.0.0/8", "2001:db8::/32"));

    @AfterEach
    void close() {
        credentials.close();
        issuer.close();
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, true",
        "0:0:0:0:0:ffff:a01:203, true",
        "2001:db8:0:0:0:0:0:1, true",
        "2001:db8:0:0:0:0:0:1%eth0, true",
        "[2001:db8:0:0:0:0:0:1], true",
        "[2001:db8::1%eth0], true",
        "[2001:db8::1]:4711, true",
        "192.0.2.1, false",
        "2001:db9:0:0:0:0:0:1, false",
        "a01:203:0:0:0:0:0:1, false",
        "office.example, false",
        "unknown, false",
        "10.1.2.3:4711, true",
        "192.0.2.1:10, false",
        "[10.1.2.3, false",
        "[]:1, false",
        "'10.1.2.3, 192.0.2.1', false",
        "'', false"
    })
    void areGoodFromTheirNetworks(String sender, boolean isGood) {
        assertThat(isAccepted(Sender.at(sender))).isEqualTo(isGood);
        assertThat(isAccepted(Sender.at(InetSocketAddress.createUnresolved(sender, 4711))))
                .isEqualTo(isGood);
    }

    /** Attack: come over a transport without addresses, or from a filter that calls the verifier by itself. */
    @Test
    void areRefusedWithoutAnAddress() {
        assertThat(isAccepted(Sender.UNKNOWN)).isFalse();
        assertThat(isAccepted(Sender.at((String) null))).isFalse();
        assertThat(isAccepted(Sender.at((SocketAddress) null))).isFalse();
        assertThat(isAccepted(Sender.at(new SocketAddress() {}))).isFalse();
    }

    /** Attack: by a use from elsewhere, shut out who uses the key rightly, or have the issuer asked each time. */
    @Test
    void areJudgedForEachSenderFromOneAnswerOfTheIssuer() {
        assertThat(isAccepted(ELSEWHERE)).isFalse();
        assertThat(isAccepted(OFFICE)).isTrue();
        assertThat(isAccepted(ELSEWHERE)).isFalse();
        assertThat(isAccepted(OFFICE)).isTrue();

        assertThat(issuer.requests(INTROSPECTION)).isEqualTo(1);
        assertThat(credentials.metrics.count("hubify.resource.credentials api_key network"))
                .isEqualTo(2);
    }

    /** Attack: from elsewhere, wait for the answer that somebody in the office has asked for. */
    @Test
    void areJudgedForEachWhoWaitsForTheSameAnswer() {
        String value = key.value();
        issuer.hang(INTROSPECTION);
        CompletableFuture<Verification> office =
                credentials.verifier().verifyAsync(value, OFFICE, FIVE_MINUTES, Runnable::run, LimitedKeyTests::start);
        await().until(() -> issuer.requests(INTROSPECTION) == 1);
        CompletableFuture<Verification> elsewhere = credentials
                .verifier()
                .verifyAsync(value, ELSEWHERE, FIVE_MINUTES, Runnable::run, LimitedKeyTests::start);

        issuer.recover();

        assertThat(office).succeedsWithin(FIVE_MINUTES).isInstanceOf(Verification.Accepted.class);
        assertThat(elsewhere).succeedsWithin(FIVE_MINUTES).isEqualTo(Verification.refused(Reason.NETWORK));
        assertThat(credentials.verifier().verifyNow(value, ELSEWHERE, FIVE_MINUTES))
                .isEqualTo(Verification.refused(Reason.NETWORK));
    }

    /** An answer about networks that can't be read must not count as one about none. */
    @ParameterizedTest
    @MethodSource
    void areRefusedWhereTheirNetworksCanNotBeRead(Object networks) {
        key.answering(TokenClaims.ALLOWED_IPS, networks);

        assertThat(verify(OFFICE)).isEqualTo(Verification.refused(Reason.CLAIMS));
    }

    static Stream<Object> areRefusedWhereTheirNetworksCanNotBeRead() {
        return Stream.of(
                List.of(),
                "10.0.0.0/8",
                10,
                Map.of(),
                List.of("10.0.0.0/8", "10.0.0.0/33"),
                List.of("office.example"),
                List.of(10));
    }

    /** Attack: go on with a key from elsewhere after its owner has limited it. Services hear of the change by the feed. */
    @Test
    void areRefusedElsewhereOnceTheyAreLimited() {
        key.without(TokenClaims.ALLOWED_IPS);
        Verification anywhere = verify(ELSEWHERE);
        AtomicBoolean ended = new AtomicBoolean();
        try (WatchedCredentials callers = new WatchedCredentials(credentials.verifier(), FIVE_MINUTES)) {
            callers.onEnd(VerifiedAuthentication.of(anywhere, key.value(), ELSEWHERE), () -> ended.set(true));

            key.answering(TokenClaims.KEY_STATE, 1).answering(TokenClaims.ALLOWED_IPS, List.of("10.0.0.0/8"));
            String value = key.value();
            String id = ApiKeyToken.parse(value).orElseThrow().id();
            credentials.view.revoke(new Revocation(Ancestor.keyState(id, 0), credentials.clock.instant()));

            assertThat(isAccepted(ELSEWHERE)).isFalse();
            assertThat(isAccepted(OFFICE)).isTrue();
            await().untilTrue(ended);
        }
    }

    private boolean isAccepted(Sender sender) {
        return verify(sender) instanceof Verification.Accepted;
    }

    private Verification verify(Sender sender) {
        return credentials.verifier().verify(key.value(), sender, FIVE_MINUTES);
    }

    private static void start(Runnable task) {
        new Thread(task).start();
    }
}
