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
 * Interrupted requests that are too long to be stored for an unauthenticated browser. The browser keeps them during the
 * sign-in, in cookies of one path, which are sent with no other request. The digest of the request is part of that path,
 * which the server stores: what comes back is unchanged, or ignored.
 *
 * <p>The cookies stay after the sign-in, since the back button and a second click need them again. Attack: a foreign page
 * piles them up. A request that it embeds or posts leaves no cookie; cookies expire after {@link BrowserSecrets#LIFE}; and a
 * browser that has too many for one host drops the least recently used, which is never the session.
 */
@Component
class CarriedRequests {

    /**
     * Longest stored request, in characters: it is also part of the state in the URL at Clerk ({@link SealedRequests}). An
     * attempt takes less than 2 KB in all.
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

    /** The request itself if it is short enough to be stored, else the path whose cookies now hold it. */
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

    /** The request itself if it is short enough to be stored, else the path whose cookies hold it. */
    static InterruptedRequest address(InterruptedRequest request, String name) {
        return isKept(request) ? request : new InterruptedRequest(PATH + name + "/" + request.digest());
    }

    private static boolean isKept(InterruptedRequest request) {
        return request.target().length() <= LONGEST_KEPT;
    }

    /**
     * The request from the cookies of this path; empty if it is incomplete or was changed.
     *
     * @param digest of that request, from the path
     */
    Optional<InterruptedRequest> arrived(String name, String digest, HttpServletRequest request) {
        String target = IntStream.range(0, MOST_PIECES)
                .mapToObj(piece -> cookie(piece, name).in(request).orElse(""))
                .collect(Collectors.joining());
        // A sibling host could set a cookie that adds parameters, and a dropped cookie could remove some.
        return InterruptedRequest.parse(target).filter(it -> it.digest().equals(digest));
    }

    private BrowserCookie cookie(int piece, String name) {
        return new BrowserCookie(prefix + piece, PATH + name, secure);
    }
}
