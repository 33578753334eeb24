package com.hubify.identity.server.apikey.page;

import com.hubify.identity.server.apikey.ApiKeys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as they are written in forms, and on the command line: {@code 30m}, {@code 12h}, {@code 90d}, {@code 4w}. */
final class Lifetime {

    static final String NEVER = "never";

    /** What the form of a new key offers. */
    static final List<String> OFFERED = List.of("30d", "90d", "365d", NEVER);

    /** What it suggests: keys should be rotated every 90 days. */
    static final String SUGGESTED = "90d";

    /** What the form for rotating offers. */
    static final List<String> OVERLAPS = List.of("0h", "1h", "24h", "7d", "30d");

    static final String USUAL_OVERLAP = "24h";

    private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,6})([mhdw])");

    private Lifetime() {}

    /** How long a key lives; empty for anything but a number above zero with its unit. */
    static Optional<Duration> parse(String text) {
        return read(text).filter(life -> !life.isZero());
    }

    /** How long a replaced key still works: from zero to {@link ApiKeys#LONGEST_OVERLAP}. */
    static Optional<Duration> overlap(String text) {
        return read(text).filter(overlap -> overlap.compareTo(ApiKeys.LONGEST_OVERLAP) <= 0);
    }

    private static Optional<Duration> read(String text) {
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
