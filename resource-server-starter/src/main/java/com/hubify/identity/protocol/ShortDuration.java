package com.hubify.identity.protocol;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A duration as people write it in forms and on the command line: {@code 30m}, {@code 12h}, {@code 90d}, {@code 4w}. */
public final class ShortDuration {

    private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,6})([mhdw])");

    private ShortDuration() {}

    /** Reads a number of at most seven digits with its unit; empty for anything else. */
    public static Optional<Duration> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(unit(form.group(2)).multipliedBy(Long.parseLong(form.group(1))))
                : Optional.empty();
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
