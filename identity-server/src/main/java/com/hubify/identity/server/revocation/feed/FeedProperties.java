package com.hubify.identity.server.revocation.feed;

import com.hubify.identity.server.revocation.RevocationLog;
import com.hubify.identity.settings.Settings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The revocation feed.
 *
 * @param maxConnections How many services may be connected to this node. By default 2,000, or 200 if the JVM has no virtual
 *     threads.
 * @param reach How far back revocations are sent to a service that connects. It should be longer than access tokens live, or
 *     services introspect each older token; the shorter, the more revocations a node can handle. At most 25 hours.
 * @param maxHistory How many revocations of that time this node keeps in memory, at about 300 bytes each. Beyond that the
 *     oldest are dropped, and services that connect introspect each credential older than the rest.
 * @param heartbeat Interval of heartbeats, which tell connected services that they have missed nothing.
 * @param writeTimeout How long a service may take to read an event before it is disconnected.
 */
@ConfigurationProperties("hubify.identity.revocation.feed")
record FeedProperties(
        @Nullable Integer maxConnections,
        @DefaultValue("2h") Duration reach,
        @DefaultValue("200000") int maxHistory,
        @DefaultValue("1s") Duration heartbeat,
        @DefaultValue("5s") Duration writeTimeout) {

    private static final String PREFIX = "hubify.identity.revocation.feed.";

    FeedProperties {
        if (maxConnections != null) {
            Settings.requirePositive(maxConnections, PREFIX + "max-connections");
        }
        Settings.requireBetween(Duration.ofMillis(1), reach, RevocationLog.KEPT, PREFIX + "reach");
        Settings.requirePositive(maxHistory, PREFIX + "max-history");
        // The range that services accept: they would take a slower feed for a broken one.
        Settings.requireBetween(Duration.ofMillis(50), heartbeat, Duration.ofSeconds(30), PREFIX + "heartbeat");
        Settings.requireBetween(Duration.ofMillis(1), writeTimeout, Duration.ofMinutes(1), PREFIX + "write-timeout");
    }
}
