package com.hubify.clerk.browser;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.hubify.clerk.credential.OpaqueTokens;
import com.hubify.clerk.directory.User;
import com.hubify.clerk.grant.Grants;
import com.hubify.clerk.instance.ClerkIds;
import com.hubify.clerk.instance.InstanceProperties;
import com.hubify.clerk.instance.Issuer;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** Which browser is signed in as whom, by the {@code __client} cookie. */
@Component
public class BrowserSessions {

    static final String COOKIE = "__client";

    private final Clock clock;
    private final OpaqueTokens tokens;
    private final ClerkIds ids;
    private final Issuer issuer;
    private final Grants grants;
    private final InstanceProperties instance;
    private final Cache<String, Session> sessions =
            Caffeine.newBuilder().maximumSize(10_000).build();

    BrowserSessions(
            Clock clock, OpaqueTokens tokens, ClerkIds ids, Issuer issuer, Grants grants, InstanceProperties instance) {
        this.clock = clock;
        this.tokens = tokens;
        this.ids = ids;
        this.issuer = issuer;
        this.grants = grants;
        this.instance = instance;
    }

    public Optional<Session> current(HttpServletRequest request) {
        return cookies(request)
                .map(cookie -> Optional.ofNullable(sessions.getIfPresent(OpaqueTokens.digest(cookie.getValue()))))
                .flatMap(Optional::stream)
                .filter(session -> session.isUsableAt(clock.instant()))
                .findFirst();
    }

    /**
     * Signs the browser in under a fresh cookie, so that a value planted beforehand is worth nothing.
     *
     * @param answered query of the authorization request that led here, if any
     */
    void begin(User user, @Nullable String answered, HttpServletRequest request, HttpServletResponse response) {
        end(request);
        String value = tokens.next();
        Session session = new Session(ids.next("sess"), user.id(), clock.instant(), answered);
        sessions.put(OpaqueTokens.digest(value), session);
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(value, Duration.ofDays(7)));
    }

    /** Ends the browser's session, if it has one. */
    public void end(HttpServletRequest request) {
        current(request)
                .filter(session -> instance.switches().signOutRevokesGrants())
                .ifPresent(session -> grants.revokeAllOf(session.id()));
        cookies(request).forEach(cookie -> sessions.invalidate(OpaqueTokens.digest(cookie.getValue())));
    }

    /** Removes the cookie, and ends nothing. */
    void forget(HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO));
    }

    private String cookie(String value, Duration life) {
        return ResponseCookie.from(COOKIE, value)
                .httpOnly(true)
                .sameSite("Lax")
                .secure(issuer.isSecure())
                .path("/")
                .maxAge(life)
                .build()
                .toString();
    }

    private static Stream<Cookie> cookies(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Stream.empty()
                : Arrays.stream(cookies).filter(cookie -> cookie.getName().equals(COOKIE));
    }
}
