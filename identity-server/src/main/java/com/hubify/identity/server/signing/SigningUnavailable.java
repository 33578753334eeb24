package com.hubify.identity.server.signing;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * Signing, or the keys, are unavailable at the moment. Clients are answered 503 and not a refusal, since their request
 * was valid.
 */
@ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
public final class SigningUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public SigningUnavailable(Reason reason, String message) {
        this(reason, message, null);
    }

    public SigningUnavailable(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** For health, metrics and the log, never for clients. */
    public Reason reason() {
        return reason;
    }

    /** The cause, distinguished by what the operator has to do. */
    public enum Reason {
        /** No answer in time. */
        UNREACHABLE,
        /** The key store is sealed, or this node of it is a standby. */
        SEALED,
        /** The key store refused the login, or access to this key. */
        FORBIDDEN,
        /** The key or the version doesn't exist, or isn't the one that was published. */
        KEY_MISSING,
        /** The key store answered with an error, or with something that could not be understood. */
        FAILED;

        /** The name in metrics, health and the log. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
