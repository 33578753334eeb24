package com.hubify.clerk.browser;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.hubify.clerk.credential.OpaqueTokens;
import com.hubify.clerk.directory.Directory;
import com.hubify.clerk.directory.Sessions;
import com.hubify.clerk.instance.ClerkIds;
import com.hubify.clerk.instance.InstanceProperties;
import com.hubify.clerk.instance.Issuer;
import com.hubify.clerk.session.Session;
import com.hubify.clerk.session.SessionStatus;
import com.hubify.clerk.user.User;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** Who is signed in on which browser, by the {@code __client} cookie. Several people may be; one of them acts. */
@Component
public class BrowserSessions {

    static final String COOKIE = "__client";

    private final Clock clock;
    private final OpaqueTokens tokens;
    private final ClerkIds ids;
    private final Issuer issuer;
    private final Directory directory;
    private final Sessions sessions;
    private final InstanceProperties instance;
    private final Cache<String, Client> clients =
            Caffeine.newBuilder().maximumSize(10_000).build();

    BrowserSessions(
            Clock clock,
            OpaqueTokens tokens,
            ClerkIds ids,
            Issuer issuer,
            Directory directory,
            Sessions sessions,
            InstanceProperties instance) {
        this.clock = clock;
        this.tokens = tokens;
        this.ids = ids;
        this.issuer = issuer;
        this.directory = directory;
        this.sessions = sessions;
        this.instance = instance;
    }

    /** The active session of the person who acts. */
    public Optional<Session> current(HttpServletRequest request) {
        return all(request).stream().findFirst();
    }

    /** Every active session of this browser, the one that acts first. */
    public List<Session> all(HttpServletRequest request) {
        List<Session> active = client(request).map(Client::sessions).orElse(List.of()).stream()
                .flatMap(id -> directory.session(id).stream())
                .filter(session -> session.isActiveAt(clock.instant()))
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(active);
        return active;
    }

    /** Whether the person who acts signed in for this very authorization request. True once. */
    public boolean takeAnswer(String query, HttpServletRequest request) {
        return client(request).filter(one -> one.takeAnswerTo(query)).isPresent();
    }

    /**
     * Signs a person in under a fresh cookie, so that a value planted beforehand is worth nothing.
     *
     * @param adding whether the others on this browser stay signed in
     * @param answered query of the authorization request that led here, if any
     */
    void begin(
            User user,
            boolean adding,
            @Nullable String answered,
            HttpServletRequest request,
            HttpServletResponse response) {
        Client client = client(request).filter(one -> adding).orElseGet(() -> Client.of(ids.next("client")));
        Session session = sessions.begin(user.id(), client.id());
        all(request).stream()
                .filter(other -> !adding || other.userId().equals(user.id()))
                .forEach(other -> sessions.end(other.id(), SessionStatus.REPLACED));
        cookies(request).forEach(cookie -> clients.invalidate(OpaqueTokens.digest(cookie.getValue())));
        String value = tokens.next();
        clients.put(OpaqueTokens.digest(value), client.actingAs(session.id(), answered));
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(value, Duration.ofDays(7)));
    }

    /** Has another person of this browser act. Nothing happens if the session is not one of its own. */
    void choose(String sessionId, HttpServletRequest request) {
        if (isOn(request, sessionId)) {
            cookies(request)
                    .forEach(cookie -> clients.asMap()
                            .computeIfPresent(
                                    OpaqueTokens.digest(cookie.getValue()),
                                    (digest, client) -> client.actingAs(sessionId, null)));
        }
    }

    /** Signs one person of this browser out. */
    void remove(String sessionId, HttpServletRequest request) {
        if (isOn(request, sessionId)) {
            sessions.end(sessionId, SessionStatus.REMOVED);
        }
    }

    /** Signs everybody on this browser out. */
    public void endAll(HttpServletRequest request) {
        SessionStatus way = instance.switches().signOutRemovesSessions() ? SessionStatus.REMOVED : SessionStatus.ENDED;
        all(request).forEach(session -> sessions.end(session.id(), way));
        cookies(request).forEach(cookie -> clients.invalidate(OpaqueTokens.digest(cookie.getValue())));
    }

    private boolean isOn(HttpServletRequest request, String sessionId) {
        return all(request).stream().anyMatch(session -> session.id().equals(sessionId));
    }

    private Optional<Client> client(HttpServletRequest request) {
        return cookies(request)
                .flatMap(cookie ->
                        Optional.ofNullable(clients.getIfPresent(OpaqueTokens.digest(cookie.getValue()))).stream())
                .findFirst();
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
