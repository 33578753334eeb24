package com.hubify.identity.server.page;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;

/**
 * What a page of ours may do in the browser: show its own style sheet and pictures, and nothing else. No page runs scripts
 * and none may be put in a frame, where a click on <i>Allow</i> could be stolen.
 *
 * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy Level 3</a>
 */
public final class PagePolicy {

    /**
     * For a page whose answer takes the person on to an application, or to Clerk if they have to sign in once more. Browsers
     * hold every redirect after a form against {@code form-action}, those of the application too, so no list of targets would
     * be long enough.
     */
    public static final String FORMS_MAY_LEAD_AWAY =
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** For a page whose form stays with us. */
    public static final String FORMS_STAY = FORMS_MAY_LEAD_AWAY + "; form-action 'self'";

    private static final String HEADER = "Content-Security-Policy";

    private PagePolicy() {}

    /**
     * Gives an answer this policy, if it has none yet, and the other headers of every page. Pages name the person signed in: the
     * back button of a shared computer must not bring them back, so no page is stored.
     */
    public static void protect(HttpServletResponse response, String policy) {
        if (!response.containsHeader(HEADER)) {
            response.setHeader(HEADER, policy);
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
    }
}
