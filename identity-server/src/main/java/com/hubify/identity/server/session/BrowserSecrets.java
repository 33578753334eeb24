package com.hubify.identity.server.session;

import com.hubify.identity.protocol.RandomText;
import com.hubify.identity.protocol.Sha256;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.stereotype.Component;

/**
 * Identifies a browser, also before sign-in and after sign-out: by one secret in a cookie, to which any number of sign-ins
 * and consent pages are bound, each under a random name.
 *
 * <p>Attack (login CSRF, RFC 6749, section 10.12): a link completes in the victim's browser what the attacker began in their
 * own. An attempt is found only with the secret of the browser that began it, which foreign pages can't read.
 *
 * <ul>
 *   <li>One cookie per sign-in would exceed the limit of a header, and dropping some would break their tabs. So all share
 *       one.
 *   <li>Tabs that a browser restores at once send requests before the first response has arrived. Each gets a secret, and
 *       with a common name the last would overwrite the others. So the name ends at random; later requests use the oldest,
 *       and the others expire.
 *   <li>Only a request without a secret gets one, and a browser stores it only after a navigation: foreign pages can't pile
 *       them up by embedding or posting. More than {@value #MOST} are deleted, a few at a time.
 *   <li>Attack: set the victim's secret. Over TLS the name's prefix keeps sibling hosts from doing so. The secret does not
 *       authenticate anyone, and expires {@link #LIFE} after its last use.
 *   <li>A person who clears their cookies is offered to start again.
 * </ul>
 */
@Component
public class BrowserSecrets {

    /** Longer than attempts are stored: a person who takes long at Clerk can still resume. */
    public static final Duration LIFE = Duration.ofHours(2);

    /** Maximum number of secrets that are read; more would not fit into a header of 16 KB. */
    static final int MOST = 100;

    /** A few at a time, because response headers are limited; the next request deletes more. */
    private static final int MOST_CLEARED = 5;

    private static final String CHOSEN = BrowserSecrets.class.getName() + ".chosen";

    private static final int SECRET_BYTES = 16;
    private static final int NAME_BYTES = 3;

    private final String prefix;
    private final boolean secure;
    private final SecureRandom random;

    BrowserSecrets(AuthorizationServerSettings settings, SecureRandom random) {
        BrowserCookies browser = BrowserCookies.of(Objects.requireNonNull(settings.getIssuer()));
        this.prefix = browser.name() + "-browser-";
        this.secure = browser.secure();
        this.random = random;
    }

    /** The binding of something to a browser, for storage or URLs; it does not reveal the secret. */
    public static String binding(String name, String secret) {
        return Sha256.base64Url(name + " " + secret);
    }

    /** The secrets of this browser, usually one. */
    public List<String> in(HttpServletRequest request) {
        return cookies(request).stream().limit(MOST).map(Cookie::getValue).toList();
    }

    /** The secret for new bindings; the cookie is renewed for {@link #LIFE}. */
    public String current(HttpServletRequest request, HttpServletResponse response) {
        cookies(request).stream()
                .skip(MOST)
                .limit(MOST_CLEARED)
                .forEach(one -> cookie(one.getName()).drop(response));
        Cookie chosen = chosen(request);
        cookie(chosen.getName()).set(chosen.getValue(), LIFE, response);
        return chosen.getValue();
    }

    /** The secret that {@link #current} will return for this request. */
    public String upcoming(HttpServletRequest request) {
        return chosen(request).getValue();
    }

    private Cookie chosen(HttpServletRequest request) {
        if (request.getAttribute(CHOSEN) instanceof Cookie chosen) {
            return chosen;
        }
        // Browsers send the oldest first (RFC 6265, section 5.4).
        Cookie chosen = cookies(request).stream()
                .findFirst()
                .orElseGet(() -> new Cookie(
                        prefix + RandomText.ofBytes(NAME_BYTES, random), RandomText.ofBytes(SECRET_BYTES, random)));
        request.setAttribute(CHOSEN, chosen);
        return chosen;
    }

    /** Whether the binding of that name belongs to this browser. */
    public boolean isBound(String name, String binding, HttpServletRequest request) {
        byte[] told = binding.getBytes(StandardCharsets.UTF_8);
        return in(request).stream()
                .map(secret -> binding(name, secret).getBytes(StandardCharsets.UTF_8))
                .anyMatch(own -> MessageDigest.isEqual(own, told));
    }

    private List<Cookie> cookies(HttpServletRequest request) {
        return BrowserCookie.of(request).stream()
                .filter(cookie -> cookie.getName().startsWith(prefix))
                .filter(cookie -> RandomText.isOne(cookie.getValue(), SECRET_BYTES))
                .toList();
    }

    private BrowserCookie cookie(String name) {
        return new BrowserCookie(name, "/", secure);
    }
}
