package com.hubify.identity.server.plan;

import com.hubify.identity.settings.Settings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many requests the plans allow at all services together, each API key, caller and organization by itself. Minutes and days are
 * those of UTC.
 *
 * @param freePerMinute Requests in a minute by plan free
 * @param freePerDay Requests in a day by plan free
 * @param proPerMinute Requests in a minute by plan pro
 * @param proPerDay Requests in a day by plan pro
 * @param teamPerMinute Requests in a minute by plan team
 * @param teamPerDay Requests in a day by plan team
 * @param clients Plan of clients and machines that act for themselves
 * @param organizations Plan of organizations
 */
@ConfigurationProperties("hubify.identity.limits.plans")
record PlanProperties(
        @DefaultValue("60") int freePerMinute,
        @DefaultValue("1000") int freePerDay,
        @DefaultValue("300") int proPerMinute,
        @DefaultValue("50000") int proPerDay,
        @DefaultValue("1000") int teamPerMinute,
        @DefaultValue("500000") int teamPerDay,
        @DefaultValue("team") Plan clients,
        @DefaultValue("team") Plan organizations) {

    PlanProperties {
        check("free", freePerMinute, freePerDay);
        check("pro", proPerMinute, proPerDay);
        check("team", teamPerMinute, teamPerDay);
    }

    private static void check(String plan, int perMinute, int perDay) {
        String prefix = "hubify.identity.limits.plans." + plan;
        Settings.requirePositive(perMinute, prefix + "-per-minute");
        Settings.requirePositive(perDay, prefix + "-per-day");
        Settings.require(
                perDay >= perMinute,
                prefix + "-per-day",
                "must be at least " + prefix + "-per-minute, which it includes");
    }

    int perMinute(Plan plan) {
        return switch (plan) {
            case FREE -> freePerMinute;
            case PRO -> proPerMinute;
            case TEAM -> teamPerMinute;
        };
    }

    int perDay(Plan plan) {
        return switch (plan) {
            case FREE -> freePerDay;
            case PRO -> proPerDay;
            case TEAM -> teamPerDay;
        };
    }
}
