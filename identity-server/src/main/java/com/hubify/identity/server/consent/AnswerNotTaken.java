package com.hubify.identity.server.consent;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/**
 * A consent form that is not processed: it was submitted before, or belongs to another sign-in. The browser is redirected;
 * no code is issued twice.
 */
public final class AnswerNotTaken extends OAuth2AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final String next;

    AnswerNotTaken(String next) {
        super(OAuth2ErrorCodes.INVALID_REQUEST);
        this.next = next;
    }

    /** URL of the authorization request, of the consent page, or of the page that says that the device is connected. */
    public String next() {
        return next;
    }
}
