package com.hubify.identity.server.login;

import com.hubify.identity.server.authorization.InterruptedRequest;
import com.hubify.identity.server.redis.RedisKeyspace;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Repository;

/**
 * Sign-ins that were begun and have not come back.
 *
 * <pre>
 * hfy:sign-in:{digest of state and browser's secret}    five lines: begun, fresh, nonce, verifier, target    15 minutes
 * </pre>
 *
 * <p>The name can be told only by the browser that began it: a state that leaked finds nothing, and uses up nothing.
 */
@Repository
class RedisSignInAttempts {

    static final Duration LIFE = Duration.ofMinutes(15);

    private static final int LINES = 5;

    private final StringRedisTemplate redis;

    RedisSignInAttempts(StringRedisTemplate redis) {
        this.redis = redis;
    }

    void begin(String state, String secret, SignInAttempt attempt) {
        String text = String.join(
                "\n",
                attempt.begun().toString(),
                Boolean.toString(attempt.fresh()),
                attempt.nonce(),
                attempt.codeVerifier(),
                attempt.interrupted().target());
        redis.opsForValue().set(key(state, secret), text, LIFE);
    }

    /** Takes the attempt out, in one step: of two that come back with the same state only one finds it. */
    Optional<SignInAttempt> consume(String state, String secret) {
        String text = redis.opsForValue().getAndDelete(key(state, secret));
        String[] lines = text == null ? new String[0] : text.split("\n", LINES);
        return lines.length < LINES
                ? Optional.empty()
                : Optional.of(new SignInAttempt(
                        new InterruptedRequest(lines[4]),
                        Instant.parse(lines[0]),
                        Boolean.parseBoolean(lines[1]),
                        lines[2],
                        lines[3]));
    }

    private static String key(String state, String secret) {
        return RedisKeyspace.key("sign-in", RedisKeyspace.digest(state + " " + secret));
    }
}
