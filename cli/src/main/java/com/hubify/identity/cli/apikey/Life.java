package com.hubify.identity.cli.apikey;

import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.SafeText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long something lives, as it is written on the command line: {@code 30m}, {@code 12h}, {@code 90d}, {@code 4w}. */
public final class Life {

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,6})([mhdw])");
    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    private Life() {}

    /** @throws Failure {@link ExitCode#USAGE} if it isn't a time of at most 3,650 days */
    public static Duration parse(String text) {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            Duration life = unit(form.group(2)).multipliedBy(Long.parseLong(form.group(1)));
            if (life.compareTo(LONGEST) <= 0) {
                return life;
            }
        }
        throw new Failure(
                ExitCode.USAGE,
                "'" + SafeText.line(text) + "' is not a valid lifetime.",
                "Write a number with m, h, d or w, such as 90d; at most 3650d.");
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
        if (text.matches("0[mhdw]")) {
            return Duration.ZERO;
        }
        Duration overlap = FORM.matcher(text).matches() ? parse(text) : LONGEST;
        if (overlap.compareTo(LONGEST_OVERLAP) <= 0) {
            return overlap;
        }
        throw new Failure(
                ExitCode.USAGE,
                "'" + SafeText.line(text) + "' is not a valid overlap.",
                "Write a number with m, h, d or w, such as 24h; at most 30d.");
    }

    private static Duration unit(String letter) {
        return switch (letter) {
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            case "d" -> Duration.ofDays(1);
            default -> Duration.ofDays(7);
        };
    }
}
