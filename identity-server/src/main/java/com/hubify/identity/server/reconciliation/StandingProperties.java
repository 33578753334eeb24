package com.hubify.identity.server.reconciliation;

import com.hubify.identity.settings.Settings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param checkedAfter How often Clerk is asked at most about a person who refreshes tokens.
 * @param failsOpenFor How long tokens are refreshed while Clerk doesn't answer. After that refreshes are answered 503 until it
 *     does.
 */
@ConfigurationProperties("hubify.identity.clerk.standing")
record StandingProperties(
        @DefaultValue("1h") Duration checkedAfter,
        @DefaultValue("72h") Duration failsOpenFor) {

    private static final String PREFIX = "hubify.identity.clerk.standing.";

    StandingProperties {
        Settings.requireBetween(Duration.ofMinutes(1), checkedAfter, Duration.ofDays(30), PREFIX + "checked-after");
        Settings.requireBetween(Duration.ofHours(1), failsOpenFor, Duration.ofDays(365), PREFIX + "fails-open-for");
    }
}
