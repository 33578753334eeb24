package com.hubify.identity.cli.apikey;

import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.SafeText;
import com.hubify.identity.protocol.ShortDuration;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How long a key lives, as it is written on the command line. */
public final class Life {

    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    private Life() {}

    /**
     * When a life that begins now is over; or that time itself, as RFC 3339 has it, or as a date, which stands for its beginning in UTC.
     *
     * @throws Failure {@link ExitCode#USAGE} if it is neither, or not within 3,650 days from now
     */
    public static Instant end(String text, Clock clock) {
        Instant now = clock.instant();
        return ShortDuration.parse(text)
                .filter(life -> life.compareTo(LONGEST) <= 0)
                .<Instant>map(now::plus)
                .or(() -> time(text))
                .filter(end -> end.isAfter(now) && !end.isAfter(now.plus(LONGEST)))
                .orElseThrow(() -> new Failure(
                        ExitCode.USAGE,
                        "'" + SafeText.line(text) + "' is not a valid lifetime.",
                        "Write a number with m, h, d or w, such as 90d, or a date or time to come, such as 2030-01-31 or"
                                + " 2030-01-31T18:00:00Z; at most 3650d from now."))
                .truncatedTo(ChronoUnit.SECONDS);
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(
                    text.contains("T")
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * How long a replaced key still works: a life, or none with {@code 0} of any unit.
     *
     * @throws Failure {@link ExitCode#USAGE} if it isn't a time of at most 30 days
     */
    public static Duration overlap(String text) {
        return ShortDuration.parse(text)
                .filter(overlap -> overlap.compareTo(LONGEST_OVERLAP) <= 0)
                .orElseThrow(() -> new Failure(
                        ExitCode.USAGE,
                        "'" + SafeText.line(text) + "' is not a valid overlap.",
                        "Write a number with m, h, d or w, such as 24h; at most 30d."));
    }
}
