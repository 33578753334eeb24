package com.hubify.identity.server.audit;

import com.hubify.identity.server.apikey.ApiKeyRefused;
import com.hubify.identity.server.client.ClientRefused;
import com.hubify.identity.server.error.Refusal;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.resource.BearerTokenErrorCodes;

/**
 * Refusals that {@link RefusalsPerMinute} counts together. Attack: a stranger makes up a hundred keys a minute, so that the use of
 * a stolen one that was revoked is left out. So what takes something real has a count apart from what anybody can make up, and
 * each registered client has counts of its own: made-up client ids hide no attack on one of them, nor one of them another's.
 */
enum RefusalSort {
    /** No such key. */
    MADE_UP_KEY,
    WRONG_SECRET,
    REVOKED_KEY,
    EXPIRED_KEY,
    /** A client that could not be authenticated: there is none of its id, or somebody else sent it. */
    UNPROVEN_CLIENT,
    /** A client that is known, and asked for what it may not have. */
    KNOWN_CLIENT,
    /** A request with a token, a code or parameters that anybody can make up. */
    MADE_UP_REQUEST,
    /** A request with a good token or of a known client, for what it is no right to. */
    WITHOUT_RIGHT;

    static RefusalSort of(ApiKeyRefused event) {
        return switch (event.reason()) {
            case MALFORMED, UNKNOWN -> MADE_UP_KEY;
            case WRONG_SECRET -> WRONG_SECRET;
            case REVOKED -> REVOKED_KEY;
            case EXPIRED -> EXPIRED_KEY;
        };
    }

    static RefusalSort of(ClientRefused event) {
        return event.error().equals(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT) ? KNOWN_CLIENT : UNPROVEN_CLIENT;
    }

    static RefusalSort of(Refusal event) {
        return switch (event.error()) {
            case OAuth2ErrorCodes.UNAUTHORIZED_CLIENT, BearerTokenErrorCodes.INSUFFICIENT_SCOPE -> WITHOUT_RIGHT;
            default -> MADE_UP_REQUEST;
        };
    }
}
