package com.hubify.identity.resource.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Ancestor.Kind;
import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.resource.test.StubIssuer;
import com.hubify.identity.resource.test.TestKeys;
import com.hubify.identity.resource.test.TestTokens;
import com.hubify.identity.resource.verification.Credentials;
import com.hubify.identity.resource.verification.Sender;
import com.hubify.identity.resource.verification.Verification;
import com.hubify.identity.resource.verification.Verification.Reason;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CachedCredentialsTests {

    private static final String INTROSPECTION = "/oauth2/introspect";
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

    private final StubIssuer issuer = new StubIssuer();
    private final Credentials credentials = Credentials.judgedFor(issuer);

    @AfterEach
    void close() {
        credentials.close();
        issuer.close();
    }

    @Test
    void areAskedAboutOnce() {
        String key = key();

        for (int i = 0; i < 20; i++) {
            credentials.accepted(key);
        }

        assertThat(issuer.requests(INTROSPECTION)).isEqualTo(1);
        assertThat(credentials.metrics.count("hubify.resource.credentials api_key accepted"))
                .isEqualTo(20);
        assertThat(credentials.metrics.count("hubify.resource.cache hit")).isEqualTo(19);
    }

    @Test
    void areAskedAboutOnceByHundredAtTheSameTime() {
        String key = key();
        issuer.hang(INTROSPECTION);

        List<CompletableFuture<Verification>> uses = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            uses.add(use(key));
        }
        await().until(() -> issuer.requests(INTROSPECTION) == 1);
        issuer.recover();

        assertThat(uses)
                .allSatisfy(answer -> assertThat(answer)
                        .succeedsWithin(Duration.ofSeconds(5))
                        .isInstanceOf(Verification.Accepted.class));
        assertThat(issuer.requests(INTROSPECTION)).isEqualTo(1);
    }

    @Test
    void holdNoThreadThatNeedNotWait() {
        String key = key();
        issuer.hang(INTROSPECTION);
        CompletableFuture<Verification> first = use(key);
        await().until(() -> issuer.requests(INTROSPECTION) == 1);

        CompletableFuture<Verification> second =
                credentials.verifier().verifyAsync(key, Sender.UNKNOWN, FIVE_MINUTES, Runnable::run, Runnable::run);

        assertThat(second).isNotDone();
        issuer.recover();
        assertThat(second).succeedsWithin(Duration.ofSeconds(5)).isInstanceOf(Verification.Accepted.class);
        assertThat(first).succeedsWithin(Duration.ofSeconds(5)).isInstanceOf(Verification.Accepted.class);
    }

    @Test
    void areVerifiedWithoutTheIssuerWhereTheirKeyIsKnown() {
        String first = token();
        String session = credentials.tokens.sessionToken().value();
        assertThat(credentials.now(first)).isEmpty();
        credentials.accepted(first);
        credentials.accepted(session);
        issuer.failEverywhere();

        assertThat(credentials.now(token())).containsInstanceOf(Verification.Accepted.class);
        assertThat(credentials.now(
                        credentials.tokens.sessionToken().expires(-60).value()))
                .contains(Verification.refused(Reason.TIME));
        assertThat(credentials.now("hfy_key_short")).contains(Verification.refused(Reason.MALFORMED));
        assertThat(credentials.now("nonsense")).contains(Verification.refused(Reason.MALFORMED));
    }

    @Test
    void areLeftToTheIssuerWhereItAloneCanSay() {
        credentials.accepted(token());

        assertThat(credentials.now(key())).isEmpty();
        assertThat(credentials.now(credentials
                        .tokens
                        .accessToken()
                        .signedBy(TestKeys.ec("identity-1"))
                        .value()))
                .isEmpty();
        credentials.passUnheard(FIVE_MINUTES.plusSeconds(1));
        assertThat(credentials.now(token())).isEmpty();
    }

    @Test
    void areNotHeldUpByOneThatIsSlowToVerify() {
        String good = key();
        credentials.accepted(good);
        issuer.hang(INTROSPECTION);
        CompletableFuture<Verification> slow = use(key());
        await().until(() -> issuer.requests(INTROSPECTION) == 2);

        assertThat(use(good)).succeedsWithin(Duration.ofMillis(500)).isInstanceOf(Verification.Accepted.class);
        assertThat(use(token())).succeedsWithin(Duration.ofSeconds(1)).isInstanceOf(Verification.Accepted.class);
        assertThat(slow).isNotDone();
    }

    @Test
    void areToldFromMemoryWithoutWaiting() {
        String known = key();
        credentials.accepted(known);
        String unknown = key();
        issuer.hang(INTROSPECTION);
        CompletableFuture<Verification> underWay = use(unknown);
        await().until(() -> issuer.requests(INTROSPECTION) == 2);

        assertThat(credentials.now(known)).containsInstanceOf(Verification.Accepted.class);
        assertThat(credentials.now(unknown)).isEmpty();
        assertThat(credentials.now(token())).isEmpty();
        credentials.passUnheard(FIVE_MINUTES.plusSeconds(1));
        assertThat(credentials.now(known)).isEmpty();
        assertThat(underWay).isNotDone();
    }

    @Test
    void dieToTheSecondWhenTheyExpire() {
        String key = credentials.tokens.apiKey().expires(60).value();
        credentials.accepted(key);

        credentials.pass(Duration.ofSeconds(59));
        credentials.accepted(key);
        credentials.clock.wind(Duration.ofMillis(1000));

        credentials.assertRefused(key, Reason.TIME);
        assertThat(issuer.requests(INTROSPECTION)).isEqualTo(1);
    }

    @Test
    void areNotKeptWhereTheServiceWantsNone() {
        try (Credentials none = Credentials.judgedFor(issuer, "hubify.resource.cache.size=0")) {
            String key = key();

            none.accepted(key);
            none.accepted(key);
            assertThat(none.now(key)).isEmpty();

            assertThat(issuer.requests(INTROSPECTION)).isEqualTo(2);
        }
    }

    @Nested
    class WhenRevoked {

        @ParameterizedTest
        @CsvSource({
            "TOKEN, jti-1",
            "GRANT, grant-1",
            "CLIENT, " + TestTokens.CLIENT,
            "SUBJECT, " + TestTokens.SUBJECT,
            "SESSION, session-1",
            "KEY, abcd1234",
            "SIGNING_KEY, identity-1"
        })
        void dieWithWhatTheyDescendFrom(Kind kind, String id) {
            String token = credentials
                    .tokens
                    .accessToken()
                    .claim("jti", "jti-1")
                    .claim("gid", "grant-1")
                    .claim("sid", "session-1")
                    .claim("key_id", "abcd1234")
                    .value();
            credentials.accepted(token);

            revoke(kind, id);

            credentials.assertRefused(token, Reason.REVOKED);
            assertThat(credentials.now(token)).contains(Verification.refused(Reason.REVOKED));
            assertThat(issuer.requests(INTROSPECTION)).isZero();
        }

        @Test
        void dieAsKeys() {
            String one = key();
            String other = key();
            credentials.accepted(one);
            credentials.accepted(other);

            revoke(Kind.KEY, ApiKeyToken.parse(one).orElseThrow().id());
            credentials.assertRefused(one, Reason.REVOKED);
            credentials.accepted(other);

            revoke(Kind.SUBJECT, TestTokens.SUBJECT);
            credentials.assertRefused(other, Reason.REVOKED);
        }

        @ParameterizedTest
        @CsvSource({"SUBJECT, " + TestTokens.SUBJECT, "SESSION, " + TestTokens.SESSION})
        void dieAsSessionTokens(Kind kind, String id) {
            String token = credentials.tokens.sessionToken().value();
            credentials.accepted(token);

            revoke(kind, id);

            credentials.assertRefused(token, Reason.REVOKED);
        }

        // Clerk chooses its key ids; they must not be mistaken for one of ours that was revoked.
        @Test
        void doNotTakeForeignKeysForOurs() {
            String token = credentials.tokens.sessionToken().value();
            credentials.accepted(token);

            revoke(Kind.SIGNING_KEY, issuer.clerkKey().getKeyID());

            credentials.accepted(token);
        }

        @Test
        void areRefusedThoughNeverSeenBefore() {
            revoke(Kind.SUBJECT, TestTokens.SUBJECT);

            credentials.assertRefused(token(), Reason.REVOKED);
            credentials.assertRefused(key(), Reason.REVOKED);
        }

        // The issuer says yes, the revocation overtakes its answer: the answer must not bring the key back.
        @Test
        void areNotBroughtBackByAnAnswerUnderWay() {
            String key = key();
            issuer.hang(INTROSPECTION);
            CompletableFuture<Verification> use = use(key);
            await().until(() -> issuer.requests(INTROSPECTION) == 1);

            revoke(Kind.KEY, ApiKeyToken.parse(key).orElseThrow().id());
            issuer.recover();

            assertThat(use).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(Verification.refused(Reason.REVOKED));
            credentials.assertRefused(key, Reason.REVOKED);
            credentials.passUnheard(FIVE_MINUTES.plusSeconds(1));
            credentials.assertRefused(key, Reason.REVOKED);
        }

        // A clock that is set forward or back must neither hide a revocation nor make old knowledge fresh.
        @ParameterizedTest
        @ValueSource(ints = {-15, -3, 3})
        void stayDeadWhenTheClockIsSet(int minutes) {
            String revoked = token();
            String other = token();
            credentials.accepted(revoked);
            credentials.accepted(other);
            credentials.view.revoke(new Revocation(
                    new Ancestor(Kind.TOKEN, CachedCredentialsTests.id(revoked)), credentials.clock.instant()));

            credentials.clock.wind(Duration.ofMinutes(minutes));
            credentials.assertRefused(revoked, Reason.REVOKED);
            issuer.forget(other);
            credentials.ticker.forward(FIVE_MINUTES.plusSeconds(1));

            assertThat(credentials.verify(other)).isInstanceOf(Verification.Refused.class);
        }
    }

    @Nested
    class WhenTheFeedIsBehind {

        @Test
        void areAskedAboutAnew() {
            String key = key();
            String token = token();
            credentials.accepted(key);
            credentials.accepted(token);

            credentials.passUnheard(FIVE_MINUTES);
            credentials.accepted(key);
            credentials.accepted(token);
            assertThat(issuer.requests(INTROSPECTION)).isEqualTo(1);
            credentials.passUnheard(Duration.ofSeconds(1));
            credentials.accepted(key);
            credentials.accepted(token);
            assertThat(issuer.requests(INTROSPECTION)).isEqualTo(3);

            credentials.accepted(key);
            credentials.accepted(token);
            assertThat(issuer.requests(INTROSPECTION)).isEqualTo(3);
        }

        @Test
        void areAskedAboutSoonerByWhoAllowsLess() {
            String token = token();
            credentials.accepted(token);
            credentials.passUnheard(Duration.ofSeconds(3));

            credentials.accepted(token);
            assertThat(issuer.requests(INTROSPECTION)).isZero();
            assertThat(credentials.verify(token, TWO_SECONDS)).isInstanceOf(Verification.Accepted.class);
            assertThat(issuer.requests(INTROSPECTION)).isEqualTo(1);
        }

        /**
         * Attack: use a credential within the bound of a handler, at a service that asked about it when the issuer's node had not
         * heard of its revocation yet. A node may be 200 ms behind, which came on top of the bound.
         */
        @Test
        void areAskedAboutAnewAsIfTheAnswerWereAsOldAsItMayBe() {
            String key = key();
            String token = token();
            credentials.passUnheard(FIVE_MINUTES);
            credentials.verify(key, TWO_SECONDS);
            credentials.verify(token, TWO_SECONDS);
            assertThat(issuer.requests(INTROSPECTION)).isEqualTo(2);

            credentials.passUnheard(Duration.ofMillis(1_800));
            credentials.verify(key, TWO_SECONDS);
            credentials.verify(token, TWO_SECONDS);
            assertThat(issuer.requests(INTROSPECTION)).isEqualTo(2);
            credentials.passUnheard(Duration.ofMillis(1));
            credentials.verify(key, TWO_SECONDS);
            credentials.verify(token, TWO_SECONDS);

            assertThat(issuer.requests(INTROSPECTION)).isEqualTo(4);
        }

        /** Attack: the same, with another's question that was still under way. */
        @Test
        void waitForNoAnswerThatWouldBeTooOld() {
            String key = key();
            credentials.passUnheard(FIVE_MINUTES);
            issuer.hang(INTROSPECTION);
            CompletableFuture<Verification> first = use(key, TWO_SECONDS);
            await().until(() -> issuer.requests(INTROSPECTION) == 1);

            credentials.passUnheard(Duration.ofMillis(1_801));
            CompletableFuture<Verification> second = use(key, TWO_SECONDS);

            await().until(() -> issuer.requests(INTROSPECTION) == 2);
            issuer.recover();
            assertThat(List.of(first, second))
                    .allSatisfy(answer -> assertThat(answer).succeedsWithin(Duration.ofSeconds(5)));
        }

        // Longer than a count of nanoseconds can say.
        @Test
        void areTakenForEverWhereTheServiceAllowsIt() {
            String token = token();
            credentials.accepted(token);
            credentials.passUnheard(FIVE_MINUTES.plusSeconds(1));

            assertThat(credentials.verify(token, Duration.ofDays(200_000))).isInstanceOf(Verification.Accepted.class);
            assertThat(credentials.verify(token(), Duration.ofDays(200_000))).isInstanceOf(Verification.Accepted.class);
            assertThat(issuer.requests(INTROSPECTION)).isZero();
        }

        @Test
        void areNeitherGoodNorBadWhenNobodyCanBeAsked() {
            String key = key();
            String token = token();
            credentials.accepted(key);
            credentials.accepted(token);
            credentials.passUnheard(FIVE_MINUTES.plusSeconds(1));
            issuer.failEverywhere();

            for (String credential : List.of(key, token)) {
                assertThat(credentials.verify(credential))
                        .isInstanceOfSatisfying(
                                Verification.Unavailable.class,
                                unavailable ->
                                        assertThat(unavailable.retryAfter()).isPositive());
            }

            credentials.view.freshen(credentials.ticker.read());
            credentials.accepted(key);
            credentials.accepted(token);
        }

        @Test
        void areRefusedWhenTheIssuerHasEndedThem() {
            String key = key();
            String token = token();
            credentials.accepted(key);
            credentials.accepted(token);
            issuer.forget(key);
            issuer.forget(token);

            credentials.passUnheard(FIVE_MINUTES.plusSeconds(1));

            credentials.assertRefused(key, Reason.INACTIVE);
            credentials.assertRefused(token, Reason.INACTIVE);
        }

        // A clock that is set back for a while makes a token look as if it were from the future. It has not ended.
        @Test
        void areTakenAgainOnceTheClockIsRight() {
            String token = token();
            credentials.accepted(token);
            credentials.clock.wind(Duration.ofMinutes(-1));
            credentials.ticker.forward(FIVE_MINUTES.plusSeconds(1));
            credentials.assertRefused(token, Reason.TIME);

            credentials.clock.wind(Duration.ofMinutes(1));
            credentials.view.freshen(credentials.ticker.read());

            credentials.accepted(token);
        }

        // One handler wants to know exactly and learns that the token is dead; the others must not go on accepting it.
        @Test
        void stayEndedForThoseWhoAllowMore() {
            String token = token();
            credentials.accepted(token);
            issuer.forget(token);
            credentials.passUnheard(Duration.ofSeconds(3));

            assertThat(credentials.verify(token, TWO_SECONDS)).isEqualTo(Verification.refused(Reason.INACTIVE));

            credentials.passUnheard(Duration.ofSeconds(30));
            credentials.assertRefused(token, Reason.INACTIVE);
        }

        // A node whose clock is a second behind calls a token inactive that is good. One such answer must not
        // be its end.
        @Test
        void areTakenAgainOnceTheIssuerSaysSo() {
            String token = token();
            credentials.accepted(token);
            issuer.forget(token);
            credentials.passUnheard(Duration.ofSeconds(3));
            assertThat(credentials.verify(token, TWO_SECONDS)).isEqualTo(Verification.refused(Reason.INACTIVE));
            issuer.recall(token);
            credentials.assertRefused(token, Reason.INACTIVE);
            int asked = issuer.requests(INTROSPECTION);

            credentials.passUnheard(Duration.ofSeconds(6));

            credentials.accepted(token);
            credentials.accepted(token);
            assertThat(issuer.requests(INTROSPECTION)).isEqualTo(asked + 1);
        }

        @Test
        void areAcceptedWithoutAskingWhereClerkIssuedThem() {
            String token = credentials.tokens.sessionToken().value();
            credentials.ticker.forward(Duration.ofHours(1));

            credentials.accepted(token);
        }

        @Test
        void liveOnWhereTheServiceCanAskNobody() {
            try (Credentials none =
                    Credentials.judgedFor(issuer, "hubify.resource.client-id=", "hubify.resource.client-secret=")) {
                String token = none.tokens.accessToken().value();
                none.ticker.forward(Duration.ofHours(1));

                none.accepted(token);
            }
        }

        private Map<String, Object> answer(String token) {
            return new HashMap<>(Map.of(
                    "active",
                    true,
                    "iss",
                    issuer.issuer(),
                    "jti",
                    id(token),
                    "client_id",
                    TestTokens.CLIENT,
                    "sub",
                    TestTokens.SUBJECT));
        }

        // What is true of another token says nothing about this one.
        @ParameterizedTest
        @CsvSource({"jti, other", "client_id, other", "sub, user_other", "iss, https://evil.example"})
        void areRefusedWhenTheAnswerIsAboutAnother(String claim, String value) {
            String token = token();
            Map<String, Object> answer = answer(token);
            credentials.passUnheard(FIVE_MINUTES.plusSeconds(1));
            issuer.know(token, answer);
            credentials.accepted(token);
            answer.put(claim, value);
            credentials.passUnheard(FIVE_MINUTES.plusSeconds(1));

            credentials.assertRefused(token, Reason.CLAIMS);
        }

        // Servers need not name them (RFC 7662, section 2.2): a good token is not bad for that.
        @ParameterizedTest
        @ValueSource(strings = {"jti", "client_id", "sub", "iss"})
        void areNeitherGoodNorBadWhenTheAnswerDoesNotSayWhichItIsAbout(String claim) {
            String token = token();
            Map<String, Object> answer = answer(token);
            answer.remove(claim);
            issuer.know(token, answer);
            credentials.passUnheard(FIVE_MINUTES.plusSeconds(1));

            credentials.assertUnavailable(token);
        }

        // Otherwise everybody could have us ask the issuer about anything.
        @Test
        void areNotAskedAboutWhenTheirSignatureIsBad() {
            credentials.passUnheard(FIVE_MINUTES.plusSeconds(1));
            String forged = token().replaceFirst("\\.[^.]*$", "." + "A".repeat(86));

            credentials.assertRefused(forged, Reason.SIGNATURE);
            assertThat(issuer.requests(INTROSPECTION)).isZero();
        }
    }

    @Nested
    class WhenTheLogWasLost {

        /**
         * Fault: the issuer's Redis is back from an older state, so that its nodes answer for what was revoked, and tell of fewer
         * revocations than before.
         */
        @Test
        void stayRevokedThoughTheIssuerHasForgotten() {
            String token = token();
            credentials.accepted(token);
            revoke(Kind.SUBJECT, TestTokens.SUBJECT);

            credentials.view.startedAnew(credentials.clock.instant().plusSeconds(1));
            credentials.passUnheard(FIVE_MINUTES.plusSeconds(1));

            credentials.assertRefused(token, Reason.REVOKED);
        }

        @Test
        void areAskedAboutIfIssuedBefore() {
            String token = token();
            credentials.view.startedAnew(credentials.clock.instant().plusSeconds(1));

            credentials.accepted(token);

            assertThat(issuer.requests(INTROSPECTION)).isEqualTo(1);
        }

        /** Fault: the issuer is newer than this service, and revokes something that the service has no word for. */
        @Test
        void areAskedAboutIfTheyMayBeWhatANewerIssuerRevoked() {
            String token = token();
            String key = key();
            credentials.accepted(token);
            credentials.accepted(key);
            credentials.view.revokeUnknown(credentials.clock.instant());
            credentials.view.revokeUnknown(credentials.clock.instant().minusSeconds(600));
            issuer.forget(token);
            issuer.forget(key);

            credentials.pass(FIVE_MINUTES.plusSeconds(1));

            credentials.assertRefused(token, Reason.INACTIVE);
            credentials.assertRefused(key, Reason.INACTIVE);
        }

        @Test
        void areKeptIfTheLogReachesBackFarEnough() {
            String token = token();
            String key = key();
            credentials.accepted(token);
            credentials.accepted(key);
            credentials.view.startedAnew(credentials.clock.instant().minus(Duration.ofHours(25)));
            issuer.failEverywhere();
            credentials.pass(FIVE_MINUTES.plusSeconds(1));

            credentials.accepted(token);
            credentials.accepted(key);
        }

        @Test
        void areAskedAboutOnceTheirOwnAnswerIsTooOld() {
            String key = key();
            credentials.accepted(key);
            credentials.view.startedAnew(credentials.clock.instant().plusSeconds(1));
            issuer.forget(key);

            credentials.pass(FIVE_MINUTES.plusSeconds(1));

            credentials.assertRefused(key, Reason.INACTIVE);
        }
    }

    @Nested
    class WhenTheIssuerTakesCallsAndDoesNotAnswer {

        @Test
        void areTurnedAwayAtOnceAfterAFew() {
            try (Credentials hasty = Credentials.judgedFor(issuer, "hubify.resource.timeout=100ms")) {
                hasty.accepted(key());
                issuer.hang(INTROSPECTION);
                for (int i = 0; i < 5; i++) {
                    hasty.assertUnavailable(key());
                }

                for (int i = 0; i < 20; i++) {
                    assertThat(hasty.verify(key())).isEqualTo(new Verification.Unavailable(Duration.ofSeconds(1)));
                }
                assertThat(issuer.requests(INTROSPECTION)).isLessThanOrEqualTo(6);

                issuer.recover();
                hasty.ticker.forward(Duration.ofMillis(1001));
                hasty.accepted(key());
            }
        }
    }

    @Nested
    class InUseForLong {

        @Test
        void areConfirmedInTheBackground() {
            String key = key();
            credentials.accepted(key);
            issuer.hang(INTROSPECTION);
            credentials.pass(Duration.ofMinutes(10));

            for (int i = 0; i < 20; i++) {
                credentials.accepted(key);
            }

            await().until(() -> issuer.requests(INTROSPECTION) == 2);
            issuer.forget(key);
            issuer.recover();
            await().untilAsserted(() -> credentials.assertRefused(key, Reason.INACTIVE));
        }

        @Test
        void areKeptWhenTheyCannotBeConfirmed() {
            String key = key();
            credentials.accepted(key);
            issuer.failEverywhere();
            credentials.pass(Duration.ofMinutes(10));

            credentials.accepted(key);

            await().until(() -> issuer.requests(INTROSPECTION) == 2);
            credentials.accepted(key);
        }

        // Revocations are told of for a day. A key that nobody confirmed for longer could have been revoked unseen.
        @Test
        void areForgottenWhenNobodyConfirmedThemForHalfADay() {
            String key = key();
            credentials.accepted(key);
            issuer.failEverywhere();

            credentials.pass(Duration.ofHours(12));

            credentials.assertUnavailable(key);
        }
    }

    @Nested
    class Refused {

        @Test
        void areAskedAboutOnceInAWhile() {
            String key = credentials.tokens.apiKey().without("active").value();

            for (int i = 0; i < 20; i++) {
                credentials.assertRefused(key, Reason.INACTIVE);
            }
            assertThat(issuer.requests(INTROSPECTION)).isEqualTo(1);
            assertThat(credentials.metrics.count("hubify.resource.credentials api_key inactive"))
                    .isEqualTo(20);

            credentials.pass(Duration.ofSeconds(5));
            credentials.assertRefused(key, Reason.INACTIVE);
            assertThat(issuer.requests(INTROSPECTION)).isEqualTo(2);
        }

        @Test
        void areTakenAsSoonAsTheyBecomeGood() {
            String early = credentials.tokens.accessToken().notBefore(7).value();
            credentials.assertRefused(early, Reason.TIME);

            credentials.pass(Duration.ofSeconds(2));

            credentials.accepted(early);
        }

        @Test
        void areTakenAsSoonAsTheirKeyIsPublished() {
            ECKey next = TestKeys.ec("identity-2");
            String ahead = credentials
                    .tokens
                    .accessToken()
                    .header("kid", "identity-2")
                    .signedBy(next)
                    .value();
            credentials.assertRefused(ahead, Reason.UNKNOWN_KEY);

            issuer.rotate(next);
            credentials.pass(Duration.ofSeconds(5));

            credentials.accepted(ahead);
        }

        // Whoever sends bad credentials by the hundred thousand must not push good ones out of memory.
        @Test
        void doNotDisplaceGoodOnes() {
            List<String> good = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                good.add(key());
                credentials.accepted(good.get(i));
            }

            for (int i = 0; i < 200_000; i++) {
                credentials.verify("hfy_key_" + i);
            }

            assertThat(good).allMatch(key -> credentials.now(key).isPresent());
            assertThat(issuer.requests(INTROSPECTION)).isEqualTo(50);
        }
    }

    private CompletableFuture<Verification> use(String credential) {
        return use(credential, FIVE_MINUTES);
    }

    private CompletableFuture<Verification> use(String credential, Duration staleness) {
        return CompletableFuture.supplyAsync(
                () -> credentials.verify(credential, staleness), task -> new Thread(task).start());
    }

    private void revoke(Kind kind, String id) {
        credentials.view.revoke(new Revocation(new Ancestor(kind, id), credentials.clock.instant()));
    }

    private String key() {
        return credentials.tokens.apiKey().value();
    }

    private String token() {
        return credentials.tokens.accessToken().value();
    }

    private static String id(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet().getJWTID();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
