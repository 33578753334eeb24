package com.hubify.identity.server.login;

import com.hubify.identity.protocol.Sha256;
import com.hubify.identity.server.authorization.InterruptedRequest;
import com.hubify.identity.server.redis.RedisKeyspace;
import com.hubify.identity.server.redis.UnreadableDocument;
import com.hubify.identity.server.session.BrowserSecrets;
import com.hubify.identity.server.visitor.NoVisitorSpace;
import com.hubify.identity.server.visitor.VisitorSpace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Repository;

/**
 * Sign-in attempts, and the targets of those that came back.
 *
 * <pre>
 * hfy:sign-in:{digest of state}    string, at most 2 KB, 15 minutes from when it was begun; all together in the space that
 *                                  visitors have
 *     begun: six lines, namely the binding, when (and "fresh"), digest of the request, nonce, verifier, target
 *     used up: the binding and the target
 * </pre>
 *
 * <p>The binding is a digest of the state and a secret of the browser that began the attempt. Without the secret, a leaked
 * state finds nothing and uses up nothing. All secrets of a browser are compared in one command, since a sender may present
 * any number.
 */
@Repository
class RedisSignInAttempts {

    static final Duration LIFE = VisitorSpace.SIGN_IN;

    /** Overhead of an attempt, in bytes: its key, and what Redis adds to key and value. */
    private static final int OVERHEAD = 600;

    private static final int LINES = 6;

    /** After the time: a node of another release that can't parse it begins the sign-in anew. */
    private static final String FRESH = " fresh";

    /** KEYS attempt; ARGV bindings of the browser. */
    private static final RedisScript<String> USE_UP = new DefaultRedisScript<>("""
            local attempt = redis.call('GET', KEYS[1])
            if not attempt then return false end
            local binding = string.match(attempt, '^[^\\n]*')
            for i = 1, #ARGV do
                if ARGV[i] == binding then
                    redis.call('SET', KEYS[1], binding .. '\\n' .. string.match(attempt, '[^\\n]*$'), 'KEEPTTL')
                    return attempt
                end
            end
            return false""", String.class);

    private final StringRedisTemplate redis;
    private final VisitorSpace space;

    RedisSignInAttempts(StringRedisTemplate redis, VisitorSpace space) {
        this.redis = redis;
        this.space = space;
    }

    /** @throws NoVisitorSpace if too many attempts are pending */
    void begin(String state, String secret, SignInAttempt attempt) {
        String text = String.join(
                "\n",
                BrowserSecrets.binding(state, secret),
                attempt.begun() + (attempt.fresh() ? FRESH : ""),
                attempt.request(),
                attempt.nonce(),
                attempt.codeVerifier(),
                attempt.resumed().target());
        space.takeForSignIn(text.length() + OVERHEAD);
        redis.opsForValue().set(key(state), text, LIFE);
    }

    /** Consumes the attempt atomically: of two callbacks with the same state, only one gets it. */
    Found consume(String state, String... secrets) {
        @Nullable
        String text = redis.execute(
                USE_UP,
                List.of(key(state)),
                Stream.of(secrets)
                        .map(secret -> BrowserSecrets.binding(state, secret))
                        .toArray());
        if (text == null) {
            return Found.NOTHING;
        }
        String[] lines = text.split("\n", LINES);
        if (lines.length < LINES) {
            return new Found(null, new InterruptedRequest(lines[lines.length - 1]));
        }
        InterruptedRequest resumed = new InterruptedRequest(lines[5]);
        try {
            boolean fresh = lines[1].endsWith(FRESH);
            String time = fresh ? lines[1].substring(0, lines[1].length() - FRESH.length()) : lines[1];
            Instant begun = UnreadableDocument.reading(() -> Instant.parse(time));
            return new Found(new SignInAttempt(resumed, begun, lines[2], lines[3], lines[4], fresh), resumed);
        } catch (UnreadableDocument e) {
            return new Found(null, resumed);
        }
    }

    /**
     * @param attempt null if it was consumed before, or does not exist
     * @param resumed its target, also after it was consumed; null if it does not exist
     */
    record Found(@Nullable SignInAttempt attempt, @Nullable InterruptedRequest resumed) {

        static final Found NOTHING = new Found(null, null);
    }

    private static String key(String state) {
        return RedisKeyspace.key("sign-in", Sha256.base64Url(state));
    }
}
