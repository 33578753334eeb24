package com.hubify.identity.server.revocation;

import java.time.Duration;

/** Settings for tests. */
final class TestRevocations {

    static final int TOKENS_PER_HOLDER = 20;
    static final int TOKENS_PER_ACCOUNT = 50;
    static final int ENDS_PER_ACCOUNT = 10;
    static final RevocationProperties PROPERTIES = properties(100_000);

    private TestRevocations() {}

    static RevocationProperties properties(int logLength) {
        return new RevocationProperties(
                Duration.ofDays(100), logLength, ENDS_PER_ACCOUNT, TOKENS_PER_ACCOUNT, TOKENS_PER_HOLDER);
    }
}
