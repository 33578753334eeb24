package com.hubify.identity.server.clerk;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times by Clerk's clock. */
public final class ClerkTime {

    /** Clocks differ, and some of Clerk's times are whole seconds. */
    private static final Duration MOST_AHEAD = Duration.ofMinutes(1);

    private ClerkTime() {}

    /**
     * When something was so. Fault: a time in the future, by which all that is said until then would be outdated, bans too. It
     * counts as the time at which it was heard.
     *
     * @param said null if Clerk doesn't say
     */
    public static Instant of(@Nullable Instant said, Instant heardAt) {
        return said == null || said.isAfter(heardAt.plus(MOST_AHEAD)) ? heardAt : said;
    }
}
