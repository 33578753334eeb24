package com.hubify.identity.settings;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Checks settings. A refusal names the property and never shows its value, which may be a secret. */
public final class Settings {

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

    /** What stops the start, in one sentence. */
    public static InvalidConfigurationPropertyValueException invalid(String property, String reason) {
        return new InvalidConfigurationPropertyValueException(property, null, reason);
    }
}
