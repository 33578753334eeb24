package com.hubify.identity.server.audit;

import com.hubify.identity.server.apikey.ApiKeyRefused;
import com.hubify.identity.server.client.authentication.ClientRefused;
import com.hubify.identity.server.error.Refusal;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.resource.BearerTokenErrorCodes;

/**
 * Refusals that are counted together. Attack: a stranger makes up a hundred keys a minute, so that the use of a stolen one that
 * was revoked is left out. So what takes something real has counts apart from what anybody can make up, and
 * {@link AuditStream#MISUSED a stream} of its own.
 */
enum RefusalSort {
    /** No such key. */
    MADE_UP_KEY(false),
    WRONG_SECRET(true),
    REVOKED_KEY(true),
    EXPIRED_KEY(true),
    /** A client that could not be authenticated: there is none of its id, or somebody else sent it. */
    UNPROVEN_CLIENT(false),
    /** A client that is known, and asked about a token that another one was given. */
    KNOWN_CLIENT(true),
    /** A request with a token, a code or parameters that anybody can make up. */
    MADE_UP_REQUEST(false),
    /** A request with a good token, or of a client that proved who it is, for what it has no right to. */
    WITHOUT_RIGHT(true);

    private final boolean takesSomethingReal;

    RefusalSort(boolean takesSomethingReal) {
        this.takesSomethingReal = takesSomethingReal;
    }

    /** Whether the sender had a key, a token or a secret that the server has once given out, or the id of such a key. */
    boolean takesSomethingReal() {
        return takesSomethingReal;
    }

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
            case BearerTokenErrorCodes.INSUFFICIENT_SCOPE -> WITHOUT_RIGHT;
            // The bare id of a public client proves nothing: anybody can send it.
            case OAuth2ErrorCodes.UNAUTHORIZED_CLIENT -> event.proven() ? WITHOUT_RIGHT : MADE_UP_REQUEST;
            default -> MADE_UP_REQUEST;
        };
    }
}
