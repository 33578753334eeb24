package com.hubify.identity.server.vault;

import com.hubify.identity.settings.StartRefused;
import org.jspecify.annotations.Nullable;

/** Something an operator has to set otherwise before the server can start. The message says what, and names the property. */
public final class VaultMisconfigured extends StartRefused {

    private static final long serialVersionUID = 1L;

    public VaultMisconfigured(String message) {
        this(message, null);
    }

    public VaultMisconfigured(String message, @Nullable Throwable cause) {
        super(message, null, cause);
    }
}
