package com.hubify.identity.server.consent;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/** The person has allowed this already, and clicks again or comes back to the page. They are led on; no code is repeated. */
public final class AnsweredBefore extends OAuth2AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final String next;

    AnsweredBefore(String next) {
        super(OAuth2ErrorCodes.INVALID_REQUEST);
        this.next = next;
    }

    /** An address of ours: the authorization request again, or the page that says that the device is connected. */
    public String next() {
        return next;
    }
}
