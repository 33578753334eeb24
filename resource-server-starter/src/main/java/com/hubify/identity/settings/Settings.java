package com.hubify.identity.settings;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.convert.DurationStyle;

/** Validates settings. An error names the property and never contains its value, which may be a secret. */
public final class Settings {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^{}:]+)}");

    private static final String REMEDY =
            "Change the property and start again. The list of all is docs/configuration.md in Hubify's repository.";

    private Settings() {}

    /**
     * Stops the start unless the condition holds.
     *
     * @param reason the end of a sentence that begins with the property's name, such as "must be positive"
     */
    public static void require(boolean isSo, String property, String reason) {
        if (!isSo) {
            throw invalid(property, reason);
        }
    }

    /** Stops the start unless the value is more than 0. */
    public static void requirePositive(long value, String property) {
        require(value > 0, property, "must be more than 0");
    }

    /**
     * Stops the start unless the value is set, without leading or trailing blanks and without the placeholder of an
     * unset variable.
     *
     * @param reason the end of a sentence that begins with the property's name
     */
    public static void requireText(@Nullable String value, String property, String reason) {
        require(value != null && !value.isBlank() && value.equals(value.strip()), property, reason);
        requireResolved(value, property);
    }

    /**
     * Stops the start unless the duration is within these bounds, both included. Every duration needs an upper bound:
     * in nanoseconds a {@code long} holds 292 years, and an instant beyond the supported calendar would fail at each
     * request.
     */
    public static void requireBetween(Duration shortest, Duration value, Duration longest, String property) {
        require(
                value.compareTo(shortest) >= 0 && value.compareTo(longest) <= 0,
                property,
                "must be at least " + words(shortest) + " and at most " + words(longest));
    }

    /**
     * Stops the start if the value contains the placeholder of an unset variable. Spring would leave it unresolved, and
     * the placeholder itself, which an attacker can guess, would be used as the secret.
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

    // As it would be written in the settings, in the largest unit that divides it.
    private static String words(Duration time) {
        ChronoUnit unit = Stream.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES, ChronoUnit.SECONDS)
                .filter(each ->
                        !time.isZero() && time.toMillis() % each.getDuration().toMillis() == 0)
                .findFirst()
                .orElse(ChronoUnit.MILLIS);
        return DurationStyle.SIMPLE.print(time, unit);
    }

    /** The exception that stops the start; its message is the property's name followed by the reason. */
    public static InvalidConfigurationPropertyValueException invalid(String property, String reason) {
        return invalid(property, reason, REMEDY);
    }

    /**
     * The exception that stops the start; its message is the property's name followed by the reason.
     *
     * @param remedy what to do, as a sentence
     */
    public static InvalidConfigurationPropertyValueException invalid(String property, String reason, String remedy) {
        return new InvalidSetting(property, reason, remedy);
    }
}
