package com.hubify.identity.server.reconciliation;

import com.hubify.identity.settings.Settings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param enabled Whether Clerk is asked about everybody at start and then once a night.
 * @param hour Hour of the day, in UTC, after which the nightly run begins.
 * @param maxDepartures How many people a run may find banned or deleted. With more, and more than the share, nobody is ended.
 * @param maxDepartedShare The same as a share of all people, from 0 to 1.
 */
@ConfigurationProperties("hubify.identity.clerk.reconciliation")
record ReconciliationProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("3") int hour,
        @DefaultValue("10") int maxDepartures,
        @DefaultValue("0.01") double maxDepartedShare) {

    static final String PREFIX = "hubify.identity.clerk.reconciliation.";

    ReconciliationProperties {
        Settings.require(hour >= 0 && hour < 24, PREFIX + "hour", "must be from 0 to 23");
        Settings.require(maxDepartures >= 0, PREFIX + "max-departures", "must be 0 or more");
        Settings.require(
                maxDepartedShare >= 0 && maxDepartedShare <= 1, PREFIX + "max-departed-share", "must be from 0 to 1");
    }

    /** How many of so many people a run may end. */
    long most(long people) {
        return Math.max(maxDepartures, (long) (maxDepartedShare * people));
    }
}
