package com.hubify.identity.server.page;

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

    private PagePolicy() {}
}
