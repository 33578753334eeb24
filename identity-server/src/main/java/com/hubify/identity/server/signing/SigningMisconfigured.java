package com.hubify.identity.server.signing;

import org.jspecify.annotations.Nullable;

/** Something an operator has to set otherwise before the server can start. The message says what, and names the property. */
final class SigningMisconfigured extends IllegalStateException {

    SigningMisconfigured(String message) {
        this(message, null);
    }

    SigningMisconfigured(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
