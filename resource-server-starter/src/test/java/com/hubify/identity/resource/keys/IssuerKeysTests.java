package com.hubify.identity.resource.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.resource.test.StubIssuer;
import com.hubify.identity.resource.test.TestKeys;
import com.hubify.identity.resource.verification.Credentials;
import com.hubify.identity.resource.verification.Verification;
import com.hubify.identity.resource.verification.Verification.Reason;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerKeysTests {

    private static final String JWKS = "/oauth2/jwks";
    private static final String METADATA = "/.well-known/openid-configuration";

    private final StubIssuer issuer = new StubIssuer();
    private final Credentials credentials = Credentials.judgedFor(issuer);

    @AfterEach
    void close() throws Exception {
        credentials.close();
        issuer.close();
    }

    @Test
    void areFetchedOnceForManyTokens() {
        for (int i = 0; i < 20; i++) {
            credentials.accepted(token());
        }

        assertThat(issuer.requests(JWKS)).isEqualTo(1);
        assertThat(issuer.requests(METADATA)).isEqualTo(1);
    }

    @Test
    void areFetchedAgainForKeyIdSeenForTheFirstTime() {
        credentials.accepted(token());

        issuer.rotate(TestKeys.ec("identity-2"));

        credentials.accepted(token());
    }

    // A flood of made-up key ids must reach neither the issuer nor other people's tokens.
    @Test
    void areFetchedFewTimesHoweverManyUnknownKeyIdsCome() {
        String good = token();
        credentials.accepted(good);

        for (int i = 0; i < 50; i++) {
            credentials.assertRefused(madeUp(i), Reason.UNKNOWN_KEY);
        }

        assertThat(issuer.requests(JWKS)).isLessThanOrEqualTo(3);
        credentials.accepted(good);
    }

    // Attack: made-up key ids use up the fetches just before the issuer begins to sign with its next key.
    @Test
    void leaveATokenUndecidedThatNoFetchWasMadeFor() {
        credentials.accepted(token());
        credentials.pass(Duration.ofSeconds(10));
        credentials.assertRefused(madeUp(1), Reason.UNKNOWN_KEY);
        credentials.pass(Duration.ofSeconds(1));
        credentials.assertRefused(madeUp(2), Reason.UNKNOWN_KEY);
        issuer.rotate(TestKeys.ec("identity-2"));
        credentials.pass(Duration.ofSeconds(1));

        assertThat(credentials.verify(token())).isEqualTo(new Verification.Unavailable(Duration.ofSeconds(3)));
        assertThat(issuer.requests(JWKS)).isEqualTo(3);
        credentials.pass(Duration.ofSeconds(3));
        credentials.accepted(token());
    }

    // A key is compromised while strangers send made-up key ids: its successor's tokens must not wait for their turn.
    @Test
    void areFetchedAnewWhenTheIssuerHasEndedOne() {
        credentials.accepted(token());
        credentials.pass(Duration.ofSeconds(10));
        credentials.assertRefused(madeUp(1), Reason.UNKNOWN_KEY);
        credentials.assertRefused(madeUp(2), Reason.UNKNOWN_KEY);

        for (int i = 3; i < 6; i++) {
            credentials.view.revoke(new Revocation(
                    new Ancestor(Ancestor.Kind.SIGNING_KEY, "identity-" + i), credentials.clock.instant()));
            issuer.rotate(TestKeys.ec("identity-" + (i + 1)));
            credentials.pass(Duration.ofMillis(1));

            credentials.accepted(token());
        }
    }

    @Test
    void refuseAMadeUpKeyIdOnceAFetchWasMadeForIt() {
        credentials.accepted(token());
        credentials.pass(Duration.ofSeconds(10));

        for (int i = 0; i < 10; i++) {
            Verification answer = credentials.verify(madeUp(i));
            if (answer instanceof Verification.Unavailable later) {
                credentials.pass(later.retryAfter());
                answer = credentials.verify(madeUp(i));
            }
            assertThat(answer).isEqualTo(Verification.refused(Reason.UNKNOWN_KEY));
            credentials.pass(Duration.ofMillis(100));
        }
    }

    // The fetch that a stranger caused may have been answered just before the key was published.
    @Test
    void areFetchedOnceMoreForATokenThatComesDuringAFetch() {
        credentials.accepted(token());
        credentials.pass(Duration.ofSeconds(10));
        String stale = new JWKSet(issuer.signingKey()).toString();
        issuer.hang(JWKS);
        CompletableFuture<Verification> stranger = begin(madeUp(1));
        await().until(() -> issuer.requests(JWKS) == 2);
        issuer.rotate(TestKeys.ec("identity-2"));
        credentials.pass(Duration.ofMillis(10));

        FutureTask<Verification> good = new FutureTask<>(() -> credentials.verify(token()));
        Thread waiting = new Thread(good);
        waiting.start();
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        issuer.answerOnce(JWKS, stale);
        issuer.recover();

        assertThat(good).succeedsWithin(Duration.ofSeconds(5)).isInstanceOf(Verification.Accepted.class);
        assertThat(stranger).succeedsWithin(Duration.ofSeconds(5)).isInstanceOf(Verification.Refused.class);
    }

    @Test
    void keepGoodTokensGoodWhileTheIssuerIsAway() {
        credentials.accepted(token());

        issuer.failEverywhere();

        credentials.accepted(token());
    }

    @Test
    void leaveTokensOfUnknownKeyUndecidedWhileTheIssuerIsAway() {
        credentials.accepted(token());
        issuer.rotate(TestKeys.ec("identity-2"));
        String next = token();
        issuer.failEverywhere();

        for (int i = 0; i < 5; i++) {
            credentials.assertUnavailable(next);
        }
    }

    @Test
    void leaveTokensUndecidedWhileTheyWereNeverFetched() {
        issuer.failEverywhere();

        for (int i = 0; i < 10; i++) {
            credentials.assertUnavailable(token());
            credentials.assertUnavailable(credentials.tokens.sessionToken().value());
        }
    }

    // A sender of made-up key ids, while the issuer is slow, must cost nobody else any time.
    @Test
    void neverHoldUpTokensWhoseKeyIsKnown() throws Exception {
        String good = token();
        String madeUp =
                credentials.tokens.accessToken().header("kid", "made-up").value();
        credentials.accepted(good);
        issuer.hang(JWKS);

        List<CompletableFuture<Verification>> waiting = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            waiting.add(
                    CompletableFuture.supplyAsync(() -> credentials.verify(madeUp), task -> new Thread(task).start()));
        }
        await().until(() -> issuer.requests(JWKS) == 2);
        CompletableFuture<Verification> answer =
                CompletableFuture.supplyAsync(() -> credentials.verify(good), task -> new Thread(task).start());

        assertThat(answer).succeedsWithin(Duration.ofMillis(500)).isInstanceOf(Verification.Accepted.class);
        assertThat(waiting).anyMatch(verification -> !verification.isDone());
        issuer.recover();
        for (CompletableFuture<Verification> verification : waiting) {
            assertThat(verification).succeedsWithin(Duration.ofSeconds(5)).isNotInstanceOf(Verification.Accepted.class);
        }
        assertThat(issuer.requests(JWKS)).isEqualTo(2);
    }

    @Test
    void areRefreshedInTheBackgroundOfTokensWhoseKeyIsKnown() {
        credentials.accepted(token());
        issuer.hang(JWKS);

        credentials.pass(Duration.ofMinutes(5));
        credentials.accepted(token());

        await().until(() -> issuer.requests(JWKS) == 2);
        credentials.accepted(token());
    }

    @Test
    void areUsedForAnHourWhileTheIssuerIsAway() {
        credentials.accepted(token());
        issuer.failEverywhere();

        credentials.pass(Duration.ofMinutes(59));
        credentials.accepted(token());

        credentials.pass(Duration.ofMinutes(2));
        credentials.assertUnavailable(token());
    }

    @Test
    void areFetchedAgainSoonAfterTheIssuerIsBack() {
        issuer.failEverywhere();
        credentials.assertUnavailable(token());
        credentials.assertUnavailable(token());
        issuer.recover();

        credentials.pass(Duration.ofSeconds(1));

        credentials.accepted(token());
    }

    // An issuer that has lost its keys must not take them from us as well.
    @Test
    void areKeptWhenTheIssuerPublishesNone() {
        credentials.accepted(token());
        issuer.fail(JWKS, 200, Map.of(), "{\"keys\":[]}");
        credentials.pass(Duration.ofMinutes(5));

        credentials.accepted(token());
        await().until(() -> issuer.requests(JWKS) == 2);

        credentials.accepted(token());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "<html>", "{\"keys\":7}", "{\"keys\":[{\"kty\":\"EC\"}]}"})
    void leaveTokensUndecidedWhenTheSetIsNone(String body) {
        issuer.fail(JWKS, 200, Map.of(), body);

        assertThat(credentials.verify(token())).isNotInstanceOf(Verification.Accepted.class);
    }

    // Whoever can place a document on the issuer's host, or answer for it, could send us to other keys.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "{\"issuer\":\"https://evil.example\",\"jwks_uri\":\"https://evil.example/jwks\"}",
                "{\"issuer\":\"ISSUER/\",\"jwks_uri\":\"ISSUER/oauth2/jwks\"}",
                "{\"issuer\":\"ISSUER\"}",
                "{\"issuer\":\"ISSUER\",\"jwks_uri\":7}",
                "{\"issuer\":\"ISSUER\",\"jwks_uri\":\"file:///etc/passwd\"}",
                "{\"issuer\":\"ISSUER\",\"jwks_uri\":\"no address\"}",
                "{\"issuer\":\"ISSUER\",\"jwks_uri\":\"/oauth2/jwks\"}"
            })
    void areNotTakenFromMetadataOfAnybodyElse(String document) {
        issuer.fail(METADATA, 200, Map.of(), document.replace("ISSUER", issuer.issuer()));

        credentials.assertUnavailable(token());
        assertThat(issuer.requests(JWKS)).isZero();
    }

    // Inside a cluster the issuer's own address may lead nowhere.
    @Test
    void areFetchedThroughTheBackchannel() {
        String outside = "https://identity.example";
        issuer.fail(METADATA, 200, Map.of(), """
                {"issuer":"https://identity.example","jwks_uri":"https://identity.example/oauth2/jwks"}""");

        try (Credentials inside = Credentials.judgedFor(
                issuer,
                "hubify.resource.issuer-uri=" + outside,
                "hubify.resource.backchannel-uri=" + issuer.issuer())) {
            inside.accepted(inside.tokens.accessToken().claim("iss", outside).value());
            inside.assertRefused(token(), Reason.UNKNOWN_ISSUER);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://identity.example.evil/jwks", "https://elsewhere.example/jwks"})
    void areNotSoughtInTheBackchannelWhereTheAddressIsNotTheIssuers(String address) {
        issuer.fail(METADATA, 200, Map.of(), """
                {"issuer":"https://identity.example","jwks_uri":"%s"}""".formatted(address));

        try (Credentials inside = Credentials.judgedFor(
                issuer,
                "hubify.resource.issuer-uri=https://identity.example",
                "hubify.resource.backchannel-uri=" + issuer.issuer())) {
            inside.assertUnavailable(inside.tokens
                    .accessToken()
                    .claim("iss", "https://identity.example")
                    .value());
        }
        assertThat(issuer.requests(JWKS)).isZero();
    }

    private CompletableFuture<Verification> begin(String credential) {
        return CompletableFuture.supplyAsync(() -> credentials.verify(credential), task -> new Thread(task).start());
    }

    private String madeUp(int id) {
        return credentials.tokens.accessToken().header("kid", "made-up-" + id).value();
    }

    private String token() {
        return credentials.tokens.accessToken().value();
    }
}
