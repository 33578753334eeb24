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
 * Tells this browser from others, before anybody signs in and after they sign out: by one secret in one cookie, to which any number
 * of sign-ins and questions are bound, each under a random name of its own.
 *
 * <p>Attack (login CSRF, RFC 6749, section 10.12): a link finishes in the victim's browser what the attacker began in their own. What
 * was begun is found only with the secret of the browser that began it, and a foreign page, which can open windows here, sees neither
 * the name nor the secret.
 *
 * <ul>
 *   <li>One cookie for each sign-in would be too many for a header, and to drop some would end the tabs they are for. So all share
 *       one, and a tab that opens later adds none.
 *   <li>Tabs that a browser restores all at once ask before the first answer has come. Each is given a secret, and a common name would
 *       let the last overwrite those that the other tabs rely on. So the name has a random end; from the next request on the oldest is
 *       used alone, and the others run out by themselves.
 *   <li>Only a request without a secret is given one, and a browser keeps it only if it navigated here: nothing that a foreign page
 *       embeds or posts can pile them up. More than {@value #MOST} are cut down all the same, a few at a time.
 *   <li>An attacker who could choose the secret would be the same browser as the victim. Over TLS the name keeps neighbouring hosts
 *       from setting one. It says nothing about who somebody is and opens no session, and it ends {@link #LIFE} after its last use.
 *   <li>Who clears their cookies begins anew, and is offered to.
 * </ul>
 */
@Component
public class BrowserSecrets {

    /** Longer than what is bound to one is kept here: a person who takes their time at Clerk is still led on afterwards. */
    public static final Duration LIFE = Duration.ofHours(2);

    /** Most that are looked at, so that they fit into a header of 16 KB beside all else. */
    static final int MOST = 100;

    /** A few at a time, because the head of an answer has an end; the next request clears more. */
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

    /** What ties something to a browser, for a store or an address: of no use to who reads it. */
    public static String binding(String name, String secret) {
        return Sha256.base64Url(name + " " + secret);
    }

    /** The secrets of this browser, of which any may have been used before. Usually one. */
    public List<String> in(HttpServletRequest request) {
        return cookies(request).stream().limit(MOST).map(Cookie::getValue).toList();
    }

    /** The secret to bind to what begins now, which the browser keeps for {@link #LIFE} from now on. */
    public String current(HttpServletRequest request, HttpServletResponse response) {
        cookies(request).stream()
                .skip(MOST)
                .limit(MOST_CLEARED)
                .forEach(one -> cookie(one.getName()).drop(response));
        Cookie chosen = chosen(request);
        cookie(chosen.getName()).set(chosen.getValue(), LIFE, response);
        return chosen.getValue();
    }

    /** The secret that {@link #current} is going to bind to what begins by this request. */
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

    /** Whether this browser was bound to something of that name. */
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
