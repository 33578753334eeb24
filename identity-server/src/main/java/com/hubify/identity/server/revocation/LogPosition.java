package com.hubify.identity.server.revocation;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A position in the revocation log: the id of its Redis stream entry.
 *
 * @param millis Unix time of the entry, by the clock of the log
 * @param sequence tells entries of one millisecond apart
 */
public record LogPosition(long millis, long sequence) implements Comparable<LogPosition> {

    /** Before the first entry. */
    public static final LogPosition START = new LogPosition(0, 0);

    private static final Pattern TEXT = Pattern.compile("(0|[1-9][0-9]{0,17})-(0|[1-9][0-9]{0,17})");

    private static final Comparator<LogPosition> ORDER =
            Comparator.comparingLong(LogPosition::millis).thenComparingLong(LogPosition::sequence);

    /** Parses a position; empty if it is malformed. */
    public static Optional<LogPosition> parse(@Nullable String text) {
        Matcher matcher = TEXT.matcher(text == null ? "" : text);
        return matcher.matches()
                ? Optional.of(new LogPosition(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    public boolean isAfter(LogPosition other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(LogPosition other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return millis + "-" + sequence;
    }
}
