package com.hubify.identity.server.page;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Content Security Policies of our pages: only our own style sheets and images. One page runs a script of ours, and none may be framed
 * (clickjacking of <i>Allow</i>).
 *
 * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy Level 3</a>
 */
public final class PagePolicy {

    /**
     * For pages whose form ends in a redirect to an application or to Clerk. Browsers check every redirect after a form
     * against {@code form-action}, also those of the application, so no list of targets would be complete.
     */
    public static final String FORMS_MAY_LEAD_AWAY =
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** For pages whose form stays on this server. */
    public static final String FORMS_STAY = FORMS_MAY_LEAD_AWAY + "; form-action 'self'";

    /** For the page of a new key, which a script of ours copies. */
    public static final String WITH_SCRIPT = FORMS_STAY + "; script-src 'self'";

    private static final String OWN_PICTURES = "img-src 'self'";

    private static final String HEADER = "Content-Security-Policy";

    private PagePolicy() {}

    /**
     * The policy with one picture from elsewhere.
     *
     * @param address the only one that loads besides our own, without characters that end a source or a directive; null for
     *     none
     */
    public static String withPicture(String policy, @Nullable String address) {
        return address == null ? policy : policy.replace(OWN_PICTURES, OWN_PICTURES + " " + address);
    }

    /**
     * Sets this policy, unless another is set, and the other headers of every page. Pages show the person's name and must
     * not be cached: the back button of a shared computer would bring them back.
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
