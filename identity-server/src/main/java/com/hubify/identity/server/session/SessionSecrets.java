package com.hubify.identity.server.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.hubify.identity.protocol.RandomText;
import com.hubify.identity.protocol.Sha256;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.CookieSerializer.CookieValue;
import org.springframework.session.web.http.HttpSessionIdResolver;

/**
 * The session cookie holds a secret, and the session is stored under its digest. Attack: take over sessions with read access
 * to Redis, or to key names in logs.
 */
final class SessionSecrets implements HttpSessionIdResolver, SessionIdGenerator {

    private static final int SECRET_BYTES = 32;

    /** From creating a session to setting its cookie, within one request. */
    private static final Duration HAND_OVER = Duration.ofMinutes(2);

    private static final int MOST_AT_ONCE = 100_000;

    /**
     * A browser sends one value, or two if a sibling host has set one.
     *
     * <p>Attack: hundreds of values in one request, each of which would be looked up in Redis.
     */
    private static final int MOST_LOOKED_UP = 2;

    private final Cache<String, String> fresh = Caffeine.newBuilder()
            .expireAfterWrite(HAND_OVER)
            .maximumSize(MOST_AT_ONCE)
            .build();
    private final CookieSerializer cookies;
    private final SecureRandom random;

    SessionSecrets(CookieSerializer cookies, SecureRandom random) {
        this.cookies = cookies;
        this.random = random;
    }

    @Override
    public String generate() {
        String secret = RandomText.ofBytes(SECRET_BYTES, random);
        String id = Sha256.base64Url(secret);
        fresh.put(id, secret);
        return id;
    }

    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        return cookies.readCookieValues(request).stream()
                .limit(MOST_LOOKED_UP)
                .map(Sha256::base64Url)
                .toList();
    }

    @Override
    public void setSessionId(HttpServletRequest request, HttpServletResponse response, String sessionId) {
        String secret = fresh.getIfPresent(sessionId);
        if (secret != null) {
            fresh.invalidate(sessionId);
            cookies.writeCookieValue(new CookieValue(request, response, secret));
        }
    }

    @Override
    public void expireSession(HttpServletRequest request, HttpServletResponse response) {
        cookies.writeCookieValue(new CookieValue(request, response, ""));
    }
}
