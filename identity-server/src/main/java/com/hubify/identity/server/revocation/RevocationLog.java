package com.hubify.identity.server.revocation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The revocation log, as one thread of a node reads it. Results include everything acknowledged before the call. If reading
 * fails, methods throw an unchecked exception and may be called again.
 */
public interface RevocationLog extends AutoCloseable {

    /** How long revocations are available to {@link #recent}: longer than any access token lives. */
    Duration KEPT = Duration.ofHours(25);

    /**
     * The entries after a position, oldest first.
     *
     * @param limit maximum number; if it is reached, there may be more
     * @return empty if some may be missing: the log was trimmed after the position, or has lost that entry
     */
    Optional<List<LoggedRevocation>> after(LogPosition position, int limit);

    /**
     * The revocations within the reach, however short the log is.
     *
     * @param limit maximum number; if it is reached, there may be older ones
     */
    Recent recent(int limit);

    /** Waits until there is an entry after the position, at most a fraction of a second. */
    void await(LogPosition position);

    /** Closes the connection. */
    @Override
    void close();

    /**
     * @param entries oldest first; may contain some after {@code end}
     * @param end where the log ended before the entries were read
     * @param sinceMillis Unix time in milliseconds, by the clock of the log, from which on they are complete, unless the
     *     limit was reached
     */
    record Recent(List<LoggedRevocation> entries, LogPosition end, long sinceMillis) {

        public Recent {
            entries = List.copyOf(entries);
        }
    }
}
