package com.hubify.identity.server.revocation.feed;

import com.hubify.identity.server.revocation.RevocationLog;
import com.hubify.identity.settings.Settings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The feed that services follow.
 *
 * @param maxConnections How many services may be connected to this node. 2,000 if left out, or 200 where the JVM has no
 *     virtual threads.
 * @param reach How far back a service that connects is told of revocations. Longer than access tokens live, or services
 *     ask about each one that is older; the shorter, the more revocations a node can take. At most 25 hours.
 * @param maxHistory How many revocations of that time this node keeps in memory, at about 300 bytes each. With more of
 *     them the oldest go first, and services that connect anew ask about each credential older than what is left.
 * @param heartbeat How often connected services hear that nothing was missed.
 * @param writeTimeout How long a service may take to read what it is sent before it is cut.
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
        // Services go by no others, and would take a slower feed for a dead one.
        Settings.requireBetween(Duration.ofMillis(50), heartbeat, Duration.ofSeconds(30), PREFIX + "heartbeat");
        Settings.requireBetween(Duration.ofMillis(1), writeTimeout, Duration.ofMinutes(1), PREFIX + "write-timeout");
    }
}
