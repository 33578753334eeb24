package com.hubify.identity.cli.apikey;

import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.SafeText;
import com.hubify.identity.protocol.ShortDuration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How long a key lives, as it is written on the command line: a {@link ShortDuration}. */
public final class Life {

    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    private Life() {}

    /** @throws Failure {@link ExitCode#USAGE} if it isn't a time of at most 3,650 days */
    public static Duration parse(String text) {
        return ShortDuration.parse(text)
                .filter(life -> !life.isZero() && life.compareTo(LONGEST) <= 0)
                .orElseThrow(() -> new Failure(
                        ExitCode.USAGE,
                        "'" + SafeText.line(text) + "' is not a valid lifetime.",
                        "Write a number with m, h, d or w, such as 90d; at most 3650d."));
    }

    /**
     * When a life that begins now is over.
     *
     * @throws Failure as {@link #parse}
     */
    public static Instant end(String text, Clock clock) {
        return clock.instant().plus(parse(text)).truncatedTo(ChronoUnit.SECONDS);
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
