package com.hubify.identity.server.signing;

import java.util.Locale;

/** Where the private keys are. */
public enum KeyProvider {
    VAULT,
    LOCAL;

    /** The name in settings, metrics and health. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
