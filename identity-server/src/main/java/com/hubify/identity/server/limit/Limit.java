package com.hubify.identity.server.limit;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How much each one may take in a period. The period begins with what is taken first, and the whole is there again when it is
 * over.
 *
 * @param name of what is limited and by what, as in {@code token.client}: lower-case letters, digits, dots and dashes
 * @param most 1 to 1,000,000,000
 * @param period one second to 31 days
 */
public record Limit(String name, long most, Duration period) {

    public static final long MOST = 1_000_000_000;
    public static final Duration SHORTEST = Duration.ofSeconds(1);
    public static final Duration LONGEST = Duration.ofDays(31);

    private static final Pattern NAME = Pattern.compile("[a-z0-9.-]{1,64}");

    public Limit {
        if (!NAME.matcher(name).matches()
                || most < 1
                || most > MOST
                || period.compareTo(SHORTEST) < 0
                || period.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("no limit: " + name + ", " + most + " in " + period);
        }
    }
}
