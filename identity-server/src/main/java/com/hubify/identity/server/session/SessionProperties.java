package com.hubify.identity.server.session;

import com.hubify.identity.settings.Settings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param timeToLive How long a browser stays signed in after the sign-in, however often it is used.
 * @param perAccount In how many browsers a person can be signed in. One more signs the oldest out.
 */
@ConfigurationProperties("hubify.identity.session")
record SessionProperties(
        @DefaultValue("7d") Duration timeToLive,
        @DefaultValue("100") int perAccount) {

    SessionProperties {
        Settings.requireBetween(
                Duration.ofSeconds(1), timeToLive, Duration.ofDays(3650), "hubify.identity.session.time-to-live");
        Settings.requirePositive(perAccount, "hubify.identity.session.per-account");
    }
}
