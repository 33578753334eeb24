package com.hubify.identity.server.consent;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/**
 * An answer that is not taken: the person has allowed this already and clicks again, or the question was asked of another sign-in.
 * They are led on; no code is repeated.
 */
public final class AnswerNotTaken extends OAuth2AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final String next;

    AnswerNotTaken(String next) {
        super(OAuth2ErrorCodes.INVALID_REQUEST);
        this.next = next;
    }

    /** An address of ours: the authorization request or the question again, or the page that says that the device is connected. */
    public String next() {
        return next;
    }
}
