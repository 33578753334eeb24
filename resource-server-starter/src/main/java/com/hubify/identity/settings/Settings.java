package com.hubify.identity.settings;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.convert.DurationStyle;

/** Checks settings. A refusal names the property and never shows its value, which may be a secret. */
public final class Settings {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^{}:]+)}");

    private static final String REMEDY =
            "Change the property and start again. The list of all is docs/configuration.md in Hubify's repository.";

    private Settings() {}

    /**
     * Stops the start unless it is so.
     *
     * @param reason what the property must be, as the end of a sentence that begins with its name
     */
    public static void require(boolean isSo, String property, String reason) {
        if (!isSo) {
            throw invalid(property, reason);
        }
    }

    /** Stops the start unless the value, in whatever unit, is more than 0. */
    public static void requirePositive(long value, String property) {
        require(value > 0, property, "must be more than 0");
    }

    /**
     * Stops the start unless there is a value, without blanks around it and without the placeholder of an unset variable.
     *
     * @param reason what the property must be, as the end of a sentence that begins with its name
     */
    public static void requireText(@Nullable String value, String property, String reason) {
        require(value != null && !value.isBlank() && value.equals(value.strip()), property, reason);
        requireResolved(value, property);
    }

    /**
     * Stops the start unless the time is between these, both included. Every setting of a time has both: some are counted in
     * nanoseconds, of which a {@code long} holds 292 years, and a time past the end of the calendar would fail at each request.
     */
    public static void requireBetween(Duration shortest, Duration value, Duration longest, String property) {
        require(
                value.compareTo(shortest) >= 0 && value.compareTo(longest) <= 0,
                property,
                "must be at least " + words(shortest) + " and at most " + words(longest));
    }

    /**
     * Stops the start if the value holds the placeholder of a variable that is not set. Spring leaves it as it stands, and a
     * secret that anybody can guess would be sent, or accepted.
     */
    public static void requireResolved(@Nullable String value, String property) {
        Matcher placeholder = PLACEHOLDER.matcher(value == null ? "" : value);
        if (placeholder.find()) {
            String variable = placeholder.group(1);
            throw invalid(
                    property,
                    "needs " + variable + ", which is not set",
                    "Set the environment variable or property " + variable + ", or write the value itself.");
        }
    }

    // As it would be written in the settings, in the largest unit that holds it.
    private static String words(Duration time) {
        ChronoUnit unit = Stream.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES, ChronoUnit.SECONDS)
                .filter(each ->
                        !time.isZero() && time.toMillis() % each.getDuration().toMillis() == 0)
                .findFirst()
                .orElse(ChronoUnit.MILLIS);
        return DurationStyle.SIMPLE.print(time, unit);
    }

    /** What stops the start, in one sentence. */
    public static InvalidConfigurationPropertyValueException invalid(String property, String reason) {
        return invalid(property, reason, REMEDY);
    }

    /**
     * What stops the start, in one sentence.
     *
     * @param remedy what to do, as a sentence of its own
     */
    public static InvalidConfigurationPropertyValueException invalid(String property, String reason, String remedy) {
        return new InvalidSetting(property, reason, remedy);
    }
}
