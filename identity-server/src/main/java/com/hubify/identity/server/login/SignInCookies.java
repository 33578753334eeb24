package com.hubify.identity.server.login;

import com.hubify.identity.server.session.BrowserCookie;
import com.hubify.identity.server.session.BrowserCookies;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.stereotype.Component;

/**
 * Binds each sign-in to the browser that began it, by a cookie of its own. Two tabs that open at the same moment would overwrite
 * a common one; and what is tied to a session would be lost when its id changes at sign-in.
 */
@Component
class SignInCookies {

    /** Most a browser keeps of them, or a page that opens many windows could fill its header until we refuse it. */
    static final int MOST = 20;

    private static final int MOST_CLEARED = 2;

    private final CarriedRequests carried;
    private final String prefix;
    private final BrowserCookies browser;

    SignInCookies(AuthorizationServerSettings settings, CarriedRequests carried) {
        this.carried = carried;
        this.browser = BrowserCookies.of(Objects.requireNonNull(settings.getIssuer()));
        this.prefix = browser.name() + "-sign-in-";
    }

    /** Browsers send the oldest first (RFC 6265, section 5.4), which is the one to go when there are too many. */
    void set(String name, String secret, HttpServletRequest request, HttpServletResponse response) {
        List<String> known = BrowserCookie.of(request).stream()
                .map(Cookie::getName)
                .filter(cookie -> cookie.startsWith(prefix))
                .map(cookie -> cookie.substring(prefix.length()))
                .toList();
        // A few at a time, because the head of an answer has an end; the next sign-in clears more.
        known.stream()
                .limit(Math.min(MOST_CLEARED, Math.max(0, known.size() + 1 - MOST)))
                .forEach(oldest -> {
                    cookie(oldest).drop(response);
                    carried.drop(oldest, response);
                });
        cookie(name).set(secret, RedisSignInAttempts.LIFE, response);
    }

    Optional<String> get(String name, HttpServletRequest request) {
        return cookie(name).in(request);
    }

    private BrowserCookie cookie(String name) {
        return new BrowserCookie(prefix + name, "/", browser.secure());
    }
}
