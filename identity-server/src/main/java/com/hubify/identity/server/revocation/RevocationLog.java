package com.hubify.identity.server.revocation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The log of revocations as one thread of a node follows it. Everything acknowledged before a method is called is in what it
 * returns. A method that can't read throws an unchecked exception, and may be called again.
 */
public interface RevocationLog extends AutoCloseable {

    /** How long the log keeps what {@link #recent} may be asked for: longer than any access token lives. */
    Duration KEPT = Duration.ofHours(25);

    /**
     * The entries after a position, oldest first.
     *
     * @param limit how many at most; as many as that means that there may be more
     * @return empty if some may be missing: the log was cut off behind the position, or has lost what stood there
     */
    Optional<List<LoggedRevocation>> after(LogPosition position, int limit);

    /**
     * The latest of the last while, however short the log is.
     *
     * @param limit how many at most; as many as that means that there may be older ones
     */
    Recent recent(int limit);

    /** Waits until there is an entry after the position, or a fraction of a second has passed. */
    void await(LogPosition position);

    /** Lets go of what reading holds. */
    @Override
    void close();

    /**
     * @param entries oldest first; may hold some after {@code end}
     * @param end where the log ended before the entries were read
     * @param sinceMillis Unix time, by the clock of the log, from which on they are complete, but for those beyond the limit
     */
    record Recent(List<LoggedRevocation> entries, LogPosition end, long sinceMillis) {

        public Recent {
            entries = List.copyOf(entries);
        }
    }
}
