package com.hubify.identity.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.server.authorization.InterruptedRequest;
import com.hubify.identity.server.login.RedisSignInAttempts.Found;
import com.hubify.identity.server.redis.RedisContract;
import com.hubify.identity.server.visitor.VisitorSpace;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

abstract class RedisSignInAttemptsContract extends RedisContract {

    private static final SignInAttempt ATTEMPT = new SignInAttempt(
            new InterruptedRequest("/oauth2/authorize?state=" + "s".repeat(CarriedRequests.LONGEST_KEPT - 24)),
            Instant.parse("2026-04-14T10:00:00.123456789Z"),
            "d".repeat(43),
            "n".repeat(128),
            "v".repeat(128),
            true);

    private final AtomicLong taken = new AtomicLong();
    private final VisitorSpace space = new VisitorSpace() {
        @Override
        public void takeForSignIn(long bytes) {
            taken.addAndGet(bytes);
        }

        @Override
        public void takeForDevice(String clientId, long bytes) {
            throw new AssertionError("no device");
        }
    };
    private final RedisSignInAttempts attempts = new RedisSignInAttempts(redis, space);
    private final RedisSignInAttempts onOtherNode = new RedisSignInAttempts(otherNode, space);

    RedisSignInAttemptsContract(Redis server) {
        super(server);
    }

    @Test
    void comesBackOnceOnAnyNode() {
        attempts.begin("state", "secret", ATTEMPT);

        assertThat(onOtherNode.consume("state", "secret")).isEqualTo(new Found(ATTEMPT, ATTEMPT.resumed()));
        Found again = attempts.consume("state", "secret");
        assertThat(again.attempt()).isNull();
        assertThat(Objects.requireNonNull(again.resumed()).target())
                .isEqualTo(ATTEMPT.resumed().target());
        assertThat(redis.getExpire(
                        Objects.requireNonNull(redis.keys("*")).iterator().next()))
                .isBetween(1L, 900L);
    }

    /** A node of the release before wrote this; the sign-in goes on, and proves no more than that node asked for. */
    @Test
    void readsAnAttemptOfTheReleaseBefore() {
        attempts.begin("state", "secret", ATTEMPT);
        String key = Objects.requireNonNull(redis.keys("*")).iterator().next();
        String text = Objects.requireNonNull(redis.opsForValue().get(key));
        redis.opsForValue().set(key, text.replaceFirst(" fresh", ""));

        SignInAttempt attempt =
                Objects.requireNonNull(attempts.consume("state", "secret").attempt());

        assertThat(attempt.fresh()).isFalse();
        assertThat(attempt.begun()).isEqualTo(ATTEMPT.begun());
        assertThat(attempt.resumed()).isEqualTo(ATTEMPT.resumed());
    }

    /** Attack: a state that leaked is used up, or used, by another browser. */
    @Test
    void isOutOfReachForOtherBrowsers() {
        attempts.begin("state", "secret", ATTEMPT);

        assertThat(attempts.consume("state", "other")).isEqualTo(Found.NOTHING);
        assertThat(attempts.consume("other", "secret")).isEqualTo(Found.NOTHING);
        assertThat(attempts.consume("state", "secret").attempt()).isNotNull();
    }

    /** A browser that opened many tabs at once has a secret of each. */
    @Test
    void isFoundByAnyOfTheBrowsersSecrets() {
        attempts.begin("state", "secret", ATTEMPT);

        assertThat(attempts.consume("state")).isEqualTo(Found.NOTHING);
        assertThat(attempts.consume("state", "other", "secret", "third").attempt())
                .isEqualTo(ATTEMPT);
        assertThat(attempts.consume("state", "other").resumed())
                .as("used up, and still another browser's")
                .isNull();
    }

    /** Attack: one answer of Clerk is delivered to several nodes at the same moment. */
    @Test
    void isConsumedByOneOfManyAtOnce() {
        for (int i = 0; i < 20; i++) {
            String state = "state-" + i;
            AtomicInteger callers = new AtomicInteger();
            attempts.begin(state, "secret", ATTEMPT);

            long found = succeeding(
                    8,
                    () -> (callers.getAndIncrement() % 2 == 0 ? attempts : onOtherNode)
                                    .consume(state, "secret")
                                    .attempt()
                            != null);

            assertThat(found).isEqualTo(1);
        }
    }

    /** Attack: a small attempt takes more of Redis than is counted, so that many of them fill it all the same. */
    @Test
    void takesNoMoreOfRedisThanItCounts() {
        taken.set(0);
        attempts.begin(
                "state", "secret", new SignInAttempt(InterruptedRequest.START, Instant.EPOCH, "", "", "", false));
        attempts.begin("other", "secret", ATTEMPT);

        assertThat(memory()).isPositive().isLessThanOrEqualTo(taken.get());
    }

    @Test
    void keepsAtMostTwoKilobytesAndNoSecretOfTheBrowser() {
        attempts.begin("the-state", "the-secret", ATTEMPT);

        assertThat(everything()).hasSizeLessThan(2048).doesNotContain("the-state", "the-secret");
    }
}
