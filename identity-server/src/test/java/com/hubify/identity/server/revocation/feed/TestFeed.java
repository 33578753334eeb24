package com.hubify.identity.server.revocation.feed;

import com.hubify.identity.server.revocation.LogPosition;
import com.hubify.identity.server.revocation.LoggedRevocation;
import java.time.Duration;

/** Settings and entries for tests. */
final class TestFeed {

    static final FeedProperties PROPERTIES =
            new FeedProperties(null, Duration.ofHours(2), 200_000, Duration.ofSeconds(1), Duration.ofSeconds(5));

    private TestFeed() {}

    static LoggedRevocation entry(long millis, long sequence, String id) {
        return new LoggedRevocation(new LogPosition(millis, sequence), "grant", id, millis / 1000);
    }
}
