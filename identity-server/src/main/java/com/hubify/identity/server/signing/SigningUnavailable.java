package com.hubify.identity.server.signing;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** No signature, or no key, can be had now. To a client this is 503 and never a refusal: what it asked for was in order. */
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

    /** For health, metrics and the log; clients aren't told. */
    public Reason reason() {
        return reason;
    }

    /** Why not, as far as the operator's remedy differs. */
    public enum Reason {
        /** Nobody answered in time. */
        UNREACHABLE,
        /** The key store is sealed, or stands by. */
        SEALED,
        /** The key store doesn't let us in, or not to this key. */
        FORBIDDEN,
        /** The key or the version isn't there (any more), or isn't what it should be. */
        KEY_MISSING,
        /** The key store answered with an error, or with something that could not be understood. */
        FAILED;

        /** As it stands in metrics, health and the log. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
