package com.hubify.identity.server.vault;

/** A secret of a login at Vault, from the configuration. It is never printed. */
final class Credential {

    private final String value;

    private Credential(String value) {
        this.value = value;
    }

    /** Public so that property binding finds it. */
    public static Credential of(String value) {
        return new Credential(value);
    }

    String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "(hidden)";
    }
}
