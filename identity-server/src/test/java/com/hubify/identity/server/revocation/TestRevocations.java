package com.hubify.identity.server.revocation;

import java.time.Duration;

/** Settings and entries for tests. */
final class TestRevocations {

    static final int TOKENS_PER_HOLDER = 20;
    static final RevocationProperties PROPERTIES = properties(100_000);

    private TestRevocations() {}

    static RevocationProperties properties(int logLength) {
        return new RevocationProperties(
                Duration.ofDays(100),
                logLength,
                TOKENS_PER_HOLDER,
                new RevocationProperties.Feed(
                        null, Duration.ofHours(2), 200_000, Duration.ofSeconds(1), Duration.ofSeconds(5)));
    }

    static LoggedRevocation entry(long millis, long sequence, String id) {
        return new LoggedRevocation(new LogPosition(millis, sequence), "grant", id, millis / 1000);
    }
}
