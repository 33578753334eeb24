package com.hubify.identity.server.audit;

import com.hubify.identity.server.apikey.ApiKeyRefused;
import com.hubify.identity.server.client.authentication.ClientRefused;
import com.hubify.identity.server.error.Refusal;
import com.hubify.identity.server.exchange.SessionTokenRefused;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.resource.BearerTokenErrorCodes;

/**
 * Refusals that are counted together. Attack: make up a hundred keys a minute, so that the use of a stolen, revoked key is
 * not recorded. So refusals of genuine credentials are counted apart from what anyone can make up, and have
 * {@link com.hubify.identity.server.audit.trail.AuditStream#MISUSED a stream} of their own.
 */
enum RefusalSort {
    /** The key does not exist. */
    MADE_UP_KEY(false),
    WRONG_SECRET(true),
    REVOKED_KEY(true),
    EXPIRED_KEY(true),
    /** The key is valid, but not from the sender's address. */
    KEY_ELSEWHERE(true),
    /** Client authentication failed: unknown client id, or wrong credentials. */
    UNPROVEN_CLIENT(false),
    /** An authenticated client that introspected another client's token. */
    KNOWN_CLIENT(true),
    /** A session token that Clerk had signed, but not for this, or that has ended. */
    SESSION_TOKEN(true),
    /** A request with a token, code or parameters that anyone can make up. */
    MADE_UP_REQUEST(false),
    /** A request with a valid token, or of an authenticated client, for something it may not do. */
    WITHOUT_RIGHT(true);

    private final boolean takesSomethingReal;

    RefusalSort(boolean takesSomethingReal) {
        this.takesSomethingReal = takesSomethingReal;
    }

    /** Whether the sender had a genuine key, token or secret of this server, or the id of such a key. */
    boolean takesSomethingReal() {
        return takesSomethingReal;
    }

    static RefusalSort of(ApiKeyRefused event) {
        return switch (event.reason()) {
            case MALFORMED, UNKNOWN -> MADE_UP_KEY;
            case WRONG_SECRET -> WRONG_SECRET;
            case REVOKED -> REVOKED_KEY;
            case EXPIRED -> EXPIRED_KEY;
            case NETWORK -> KEY_ELSEWHERE;
        };
    }

    static RefusalSort of(SessionTokenRefused event) {
        return event.isGenuine() ? SESSION_TOKEN : MADE_UP_REQUEST;
    }

    static RefusalSort of(ClientRefused event) {
        return event.error().equals(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT) ? KNOWN_CLIENT : UNPROVEN_CLIENT;
    }

    static RefusalSort of(Refusal event) {
        return switch (event.error()) {
            case BearerTokenErrorCodes.INSUFFICIENT_SCOPE -> WITHOUT_RIGHT;
            // The client_id of a public client proves nothing: anyone can send it.
            case OAuth2ErrorCodes.UNAUTHORIZED_CLIENT -> event.proven() ? WITHOUT_RIGHT : MADE_UP_REQUEST;
            default -> MADE_UP_REQUEST;
        };
    }
}
