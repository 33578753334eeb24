package com.hubify.identity.settings;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * A property is missing or invalid, and the program does not start. The message never contains the value, which may be
 * a secret.
 */
final class InvalidSetting extends InvalidConfigurationPropertyValueException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    InvalidSetting(String property, String reason, String remedy) {
        super(property, null, reason);
        this.remedy = remedy;
    }

    @Override
    public String getMessage() {
        return getName() + " " + getReason();
    }

    String remedy() {
        return remedy;
    }
}
