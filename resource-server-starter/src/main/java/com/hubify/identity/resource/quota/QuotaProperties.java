package com.hubify.identity.resource.quota;

import com.hubify.identity.settings.Settings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of callers by their plan.
 *
 * @param enabled Whether requests are counted against the plans of their callers, which the identity server sets
 * @param interval How often a service settles with the identity server what its callers have used, from 100ms to 10s. Near a limit it
 *     settles more often
 * @param localShare Part of each limit for a minute, in percent, that this service goes on with while the identity server does not
 *     answer
 */
@ConfigurationProperties("hubify.resource.limits")
record QuotaProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("500ms") Duration interval,
        @DefaultValue("10") int localShare) {

    QuotaProperties {
        Settings.requireBetween(
                Duration.ofMillis(100), interval, Duration.ofSeconds(10), "hubify.resource.limits.interval");
        Settings.require(
                localShare >= 1 && localShare <= 100,
                "hubify.resource.limits.local-share",
                "must be a part of each limit in percent, from 1 to 100");
    }
}
