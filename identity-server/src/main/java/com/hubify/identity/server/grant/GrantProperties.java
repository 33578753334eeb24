package com.hubify.identity.server.grant;

import com.hubify.identity.settings.Settings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param grantTimeToLive How long a grant can be refreshed after it was created, however often it is used.
 * @param grantsPerClient How many grants one person may have at one client. One more ends the oldest.
 * @param refreshGrace How long a used refresh token gets the same response again, for clients whose connection broke. It
 *     should be longer than a client waits for a response. After it, using the token again ends the grant.
 */
@ConfigurationProperties("hubify.identity.token")
record GrantProperties(
        @DefaultValue("90d") Duration grantTimeToLive,
        @DefaultValue("100") int grantsPerClient,
        @DefaultValue("60s") Duration refreshGrace) {

    private static final String PREFIX = "hubify.identity.token.";

    GrantProperties {
        Settings.requireBetween(
                Duration.ofSeconds(1), grantTimeToLive, Duration.ofDays(3650), PREFIX + "grant-time-to-live");
        Settings.requirePositive(grantsPerClient, PREFIX + "grants-per-client");
        Settings.requireBetween(Duration.ZERO, refreshGrace, Duration.ofMinutes(10), PREFIX + "refresh-grace");
    }
}
