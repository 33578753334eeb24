package com.hubify.identity.resource.settings;

/**
 * A secret from the configuration. {@link #toString} hides it; it can only be read by an explicit call, so that all
 * uses can be found.
 */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Public so that property binding finds it. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    public String reveal() {
        return value;
    }

    boolean isBlank() {
        return value.isBlank();
    }

    @Override
    public String toString() {
        return "…";
    }
}
