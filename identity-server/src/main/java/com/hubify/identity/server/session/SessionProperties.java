package com.hubify.identity.server.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * @param timeToLive How long a browser stays signed in from its sign-in, however often it is used; then the person signs in
 *     again.
 */
@ConfigurationProperties("hubify.identity.session")
record SessionProperties(@DefaultValue("7d") Duration timeToLive) {

    SessionProperties {
        if (timeToLive.isNegative() || timeToLive.isZero()) {
            throw new InvalidConfigurationPropertyValueException(
                    "hubify.identity.session.time-to-live", timeToLive, "must be positive");
        }
    }
}
