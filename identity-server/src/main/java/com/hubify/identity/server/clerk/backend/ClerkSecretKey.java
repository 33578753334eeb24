package com.hubify.identity.server.clerk.backend;

/** The secret key of a Clerk instance. It can do anything to its people, so it is shown nowhere but to Clerk. */
final class ClerkSecretKey {

    private static final String PRODUCTION = "sk_live_";

    private final String value;

    ClerkSecretKey(String value) {
        this.value = value;
    }

    /** Of the header {@code Authorization}. */
    String bearer() {
        return value;
    }

    /** Calls in {@link ClerkRate#WINDOW}: four fifths of Clerk's limit, since others use the key, too. */
    int mostCalls() {
        return value.startsWith(PRODUCTION) ? 800 : 80;
    }

    @Override
    public String toString() {
        return value.startsWith(PRODUCTION) ? "sk_live_…" : "sk_test_…";
    }
}
