package com.hubify.identity.server.login;

import com.hubify.identity.server.authorization.InterruptedRequest;
import com.hubify.identity.server.redis.RedisKeyspace;
import com.hubify.identity.server.redis.UnreadableDocument;
import com.hubify.identity.server.visitor.NoVisitorSpace;
import com.hubify.identity.server.visitor.VisitorSpace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Repository;

/**
 * Sign-ins that were begun, and where those led that came back.
 *
 * <pre>
 * hfy:sign-in:{digest of state and browser's secret}    string, at most 2 KB, 15 minutes from when it was begun; all together
 *                                                       in the space that visitors have
 *     begun: five lines, namely when (and "fresh"), digest of the request, nonce, verifier, target
 *     used up: the target alone
 * </pre>
 *
 * <p>The name can be told only by the browser that began it: a state that leaked finds nothing, and uses up nothing.
 */
@Repository
class RedisSignInAttempts {

    static final Duration LIFE = VisitorSpace.SIGN_IN;

    /** Most that an attempt takes beside its text, in bytes: its key, and what Redis adds to both. */
    private static final int OVERHEAD = 600;

    private static final int LINES = 5;

    /** After the time: a node of another release that can't read it begins the sign-in anew. */
    private static final String FRESH = " fresh";

    private static final RedisScript<String> USE_UP = new DefaultRedisScript<>("""
            local attempt = redis.call('GET', KEYS[1])
            if attempt then
                redis.call('SET', KEYS[1], string.match(attempt, '[^\\n]*$'), 'KEEPTTL')
            end
            return attempt""", String.class);

    private final StringRedisTemplate redis;
    private final VisitorSpace space;

    RedisSignInAttempts(StringRedisTemplate redis, VisitorSpace space) {
        this.redis = redis;
        this.space = space;
    }

    /** @throws NoVisitorSpace if too many were begun */
    void begin(String state, String secret, SignInAttempt attempt) {
        String text = String.join(
                "\n",
                attempt.begun() + (attempt.fresh() ? FRESH : ""),
                attempt.request(),
                attempt.nonce(),
                attempt.codeVerifier(),
                attempt.resumed().target());
        space.takeForSignIn(text.length() + OVERHEAD);
        redis.opsForValue().set(key(state, secret), text, LIFE);
    }

    /** Uses the attempt up, in one step: of two that come back with the same state only one finds it whole. */
    Found consume(String state, String secret) {
        @Nullable String text = redis.execute(USE_UP, List.of(key(state, secret)));
        if (text == null) {
            return Found.NOTHING;
        }
        String[] lines = text.split("\n", LINES);
        if (lines.length < LINES) {
            return new Found(null, new InterruptedRequest(text));
        }
        InterruptedRequest resumed = new InterruptedRequest(lines[4]);
        try {
            boolean fresh = lines[0].endsWith(FRESH);
            String time = fresh ? lines[0].substring(0, lines[0].length() - FRESH.length()) : lines[0];
            Instant begun = UnreadableDocument.reading(() -> Instant.parse(time));
            return new Found(new SignInAttempt(resumed, begun, lines[1], lines[2], lines[3], fresh), resumed);
        } catch (UnreadableDocument e) {
            return new Found(null, resumed);
        }
    }

    /**
     * @param attempt empty if it was used up before, or there is none
     * @param resumed where it leads, or led; empty if there is none
     */
    record Found(@Nullable SignInAttempt attempt, @Nullable InterruptedRequest resumed) {

        static final Found NOTHING = new Found(null, null);
    }

    private static String key(String state, String secret) {
        return RedisKeyspace.key("sign-in", RedisKeyspace.digest(state + " " + secret));
    }
}
