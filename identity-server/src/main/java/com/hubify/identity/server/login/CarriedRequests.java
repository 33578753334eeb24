package com.hubify.identity.server.login;

import com.hubify.identity.server.authorization.InterruptedRequest;
import com.hubify.identity.server.session.BrowserCookie;
import com.hubify.identity.server.session.BrowserCookies;
import com.hubify.identity.server.session.BrowserSecrets;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.stereotype.Component;

/**
 * Interrupted requests that are too long to be kept for a stranger. The browser that made one carries it through the sign-in, in
 * cookies of one path, which no other request sends. Its digest stands in that path, which we keep: what comes back is what was
 * given, or nothing.
 *
 * <p>It stays there after it went on, since Back and a second click ask for it again. No page can have a browser gather them
 * unseen: a request that a foreign page embeds or posts leaves no cookie. They end {@link BrowserSecrets#LIFE} after they were made,
 * and of one host a browser keeps some 180 cookies, of which those unused for longest go first: never the session of who is here.
 */
@Component
class CarriedRequests {

    /**
     * Longest request that is kept, in characters: it goes in the state as well, and with that in an address at Clerk
     * ({@link SealedRequests}). With what else is kept of an attempt it is less than 2 KB.
     */
    static final int LONGEST_KEPT = 700;

    static final String PATH = "/login/resume/";

    /** Characters in a cookie; browsers take 4096 with its name and attributes (RFC 6265, section 6.1). */
    private static final int PIECE = 3500;

    private static final int MOST_PIECES = (InterruptedRequest.LONGEST + PIECE - 1) / PIECE;

    private final String prefix;
    private final boolean secure;

    CarriedRequests(AuthorizationServerSettings settings) {
        BrowserCookies browser = BrowserCookies.of(Objects.requireNonNull(settings.getIssuer()));
        this.prefix = browser.nameOfOnePath() + "-request-";
        this.secure = browser.secure();
    }

    /** The request itself if it is short enough to be kept, else the address to which the browser now carries it. */
    InterruptedRequest unlessKept(InterruptedRequest request, String name, HttpServletResponse response) {
        String target = request.target();
        if (isKept(request)) {
            return request;
        }
        for (int from = 0; from < target.length(); from += PIECE) {
            String piece = target.substring(from, Math.min(from + PIECE, target.length()));
            cookie(from / PIECE, name).set(piece, BrowserSecrets.LIFE, response);
        }
        return address(request, name);
    }

    /** Where the request is found again: it is its own address if it is short enough to be kept. */
    static InterruptedRequest address(InterruptedRequest request, String name) {
        return isKept(request) ? request : new InterruptedRequest(PATH + name + "/" + request.digest());
    }

    private static boolean isKept(InterruptedRequest request) {
        return request.target().length() <= LONGEST_KEPT;
    }

    /**
     * The request that the browser carried to this address; empty if it isn't the one that was given to it, whole.
     *
     * @param digest of that request, as it was kept with the sign-in
     */
    Optional<InterruptedRequest> arrived(String name, String digest, HttpServletRequest request) {
        String target = IntStream.range(0, MOST_PIECES)
                .mapToObj(piece -> cookie(piece, name).in(request).orElse(""))
                .collect(Collectors.joining());
        // A neighbouring host's cookie could add parameters to a request that holds the client's own state, and one
        // that the browser has dropped could take some away.
        return InterruptedRequest.parse(target).filter(it -> it.digest().equals(digest));
    }

    private BrowserCookie cookie(int piece, String name) {
        return new BrowserCookie(prefix + piece, PATH + name, secure);
    }
}
