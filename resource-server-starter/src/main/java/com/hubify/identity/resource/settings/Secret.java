package com.hubify.identity.resource.settings;

/** A secret from the configuration. Prints nothing; reading it takes a call that can be searched for. */
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
