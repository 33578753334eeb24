package com.hubify.identity.resource.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.test.StubIssuer;
import com.hubify.identity.resource.test.TestKey;
import com.hubify.identity.resource.verification.Credentials;
import com.hubify.identity.resource.verification.Sender;
import com.hubify.identity.resource.verification.Verification;
import com.hubify.identity.resource.verification.Verification.Reason;
import com.hubify.identity.resource.verification.VerifiedAuthentication;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** API keys that are narrowed or replaced while a service knows them. */
class ChangedKeyTests {

    private static final String INTROSPECTION = "/oauth2/introspect";
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private final StubIssuer issuer = new StubIssuer();
    private final Credentials credentials = Credentials.judgedFor(issuer);
    private final TestKey key =
            credentials.tokens.apiKey().scopes("labs:read", "labs:write").answering(TokenClaims.KEY_STATE, 0);

    @AfterEach
    void close() {
        credentials.close();
        issuer.close();
    }

    @Test
    void areAskedAboutOnceMore() {
        assertThat(accepted().may("labs:write")).isTrue();

        narrow();

        assertThat(accepted().may("labs:write")).isFalse();
        assertThat(accepted().may("labs:read")).isTrue();
        assertThat(issuer.requests(INTROSPECTION)).isEqualTo(2);
    }

    @Test
    void endAtTheirNewEnd() {
        accepted();
        key.answering(TokenClaims.KEY_STATE, 1).expires(60);
        outdate(0);
        accepted();

        credentials.pass(Duration.ofSeconds(60));

        credentials.assertRefused(key.value(), Reason.TIME);
    }

    /** A node of the issuer may be a moment behind: its answer counts for this use, and is not relied on. */
    @Test
    void areAskedAboutUntilTheIssuerKnowsOfTheChange() {
        accepted();

        outdate(0);

        assertThat(accepted().may("labs:write")).isTrue();
        narrow();
        assertThat(accepted().may("labs:write")).isFalse();
        int asked = issuer.requests(INTROSPECTION);
        accepted();
        assertThat(issuer.requests(INTROSPECTION)).isEqualTo(asked);
    }

    /** Attack: hold an answer back until the key has been narrowed, to have it stand for those who come later. */
    @Test
    void areAskedAboutOnceMoreWhereTheyChangeMeanwhile() {
        String value = key.value();
        issuer.hang(INTROSPECTION);
        CompletableFuture<Verification> first =
                CompletableFuture.supplyAsync(() -> credentials.verify(value, FIVE_MINUTES));
        await().until(() -> issuer.requests(INTROSPECTION) == 1);
        CompletableFuture<Verification> second =
                credentials.verifier().verifyAsync(value, Sender.UNKNOWN, FIVE_MINUTES, Runnable::run, Runnable::run);

        outdate(0);
        key.answering(TokenClaims.KEY_STATE, 1).scopes("labs:read");
        key.value();
        issuer.recover();

        assertThat(first).succeedsWithin(Duration.ofSeconds(5)).satisfies(ChangedKeyTests::mayRead);
        assertThat(second).succeedsWithin(Duration.ofSeconds(5)).satisfies(ChangedKeyTests::mayRead);
        assertThat(accepted().may("labs:write")).isFalse();
    }

    /** While the issuer can't be asked, nothing is known of the key: it is neither accepted as it was nor refused. */
    @Test
    void areUnavailableWithoutTheIssuer() {
        String value = key.value();
        accepted();
        issuer.failEverywhere();

        outdate(0);

        credentials.assertUnavailable(value);
    }

    /** Attack: hold an answer open that goes on by a scope which the key no longer has. */
    @Test
    void endTheAnswersForWhichTheyHaveNoScopeAnyMore() {
        Verification verification = credentials.verify(key.value(), FIVE_MINUTES);
        AtomicBoolean ended = new AtomicBoolean();
        try (WatchedCredentials callers = new WatchedCredentials(credentials.verifier(), FIVE_MINUTES)) {
            callers.onEnd(VerifiedAuthentication.of(verification, key.value(), Sender.UNKNOWN), () -> ended.set(true));

            narrow();

            await().untilTrue(ended);
        }
    }

    /** A new name or end is no reason to end an answer. */
    @Test
    void goOnWithTheirAnswersWhereTheyKeepTheirScopes() {
        Verification verification = credentials.verify(key.value(), FIVE_MINUTES);
        AtomicBoolean ended = new AtomicBoolean();
        try (WatchedCredentials callers = new WatchedCredentials(credentials.verifier(), FIVE_MINUTES)) {
            callers.onEnd(VerifiedAuthentication.of(verification, key.value(), Sender.UNKNOWN), () -> ended.set(true));

            key.answering(TokenClaims.KEY_STATE, 1).value();
            outdate(0);

            await().until(() -> issuer.requests(INTROSPECTION) == 2);
            accepted();
            assertThat(ended).isFalse();
        }
    }

    /** An issuer from before keys could change knew them in their first state, and a service may remember that for hours. */
    @Test
    void areAskedAboutOnceMoreWhereTheIssuerSaidNoState() {
        key.without(TokenClaims.KEY_STATE);
        assertThat(accepted().may("labs:write")).isTrue();

        narrow();

        assertThat(accepted().may("labs:write")).isFalse();
    }

    private static void mayRead(Verification answer) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Verification.Accepted.class,
                        accepted ->
                                assertThat(accepted.caller().may("labs:write")).isFalse());
    }

    private Caller accepted() {
        return credentials.accepted(key.value());
    }

    private void narrow() {
        key.answering(TokenClaims.KEY_STATE, 1).scopes("labs:read").value();
        outdate(0);
    }

    private void outdate(int state) {
        String id = ApiKeyToken.parse(key.value()).orElseThrow().id();
        credentials.view.revoke(new Revocation(Ancestor.keyState(id, state), credentials.clock.instant()));
    }
}
