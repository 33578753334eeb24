package com.hubify.identity.server.consent;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/**
 * A form that is not processed: it was submitted before, belongs to another sign-in, or needs a more recent one. The browser
 * is redirected; no code is issued twice.
 */
public final class AnswerNotTaken extends OAuth2AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final String next;

    public AnswerNotTaken(String next) {
        super(OAuth2ErrorCodes.INVALID_REQUEST);
        this.next = next;
    }

    /** URL of the authorization request, of the consent page, of the page that says that the device is connected, or of a sign-in. */
    public String next() {
        return next;
    }
}
