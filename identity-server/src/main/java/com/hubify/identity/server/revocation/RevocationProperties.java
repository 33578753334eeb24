package com.hubify.identity.server.revocation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param retention How long a revocation is remembered: no refresh token and no sign-in may live longer, or it would come back
 *     to life. Revocations of single access tokens are kept for at most 25 hours, since no access token lives longer.
 * @param logLength How many revocations the log keeps, roughly. What is no longer there is read from the recent ones, so it
 *     decides nothing but how much a node reads after it was cut off from Redis.
 * @param tokensPerHolder How many revocations of single access tokens that still live are kept for one client that acts for
 *     itself, or for one sign-in of a person. Past that, one entry stands for all tokens which that client, or that sign-in,
 *     has until then; nobody else's and no API key.
 * @param feed The feed that services follow.
 */
@ConfigurationProperties("hubify.identity.revocation")
record RevocationProperties(
        @DefaultValue("100d") Duration retention,
        @DefaultValue("100000") int logLength,
        @DefaultValue("100") int tokensPerHolder,
        @DefaultValue Feed feed) {

    /** Longer than the longest life a client's refresh token may have. */
    private static final Duration SHORTEST = Duration.ofDays(91);

    RevocationProperties {
        if (retention.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("hubify.identity.revocation.retention must be at least "
                    + SHORTEST.toDays() + "d, longer than any refresh token lives");
        }
        requirePositive(logLength, "log-length");
        requirePositive(tokensPerHolder, "tokens-per-holder");
    }

    /**
     * @param maxConnections How many services may be connected to this node. 2,000 if left out, or 200 where the JVM has no
     *     virtual threads.
     * @param reach How far back a service that connects is told of revocations. Longer than access tokens live, or services
     *     ask about each one that is older; the shorter, the more revocations a node can take. At most 25 hours.
     * @param maxHistory How many revocations of that time this node keeps in memory, at about 300 bytes each. With more of
     *     them the oldest go first, and services that connect anew ask about each credential older than what is left.
     * @param heartbeat How often connected services hear that nothing was missed.
     * @param writeTimeout How long a service may take to read what it is sent before it is cut.
     */
    record Feed(
            @Nullable Integer maxConnections,
            @DefaultValue("2h") Duration reach,
            @DefaultValue("200000") int maxHistory,
            @DefaultValue("1s") Duration heartbeat,
            @DefaultValue("5s") Duration writeTimeout) {

        Feed {
            if (maxConnections != null) {
                requirePositive(maxConnections, "feed.max-connections");
            }
            if (reach.compareTo(RevocationLog.KEPT) > 0) {
                throw new IllegalArgumentException("hubify.identity.revocation.feed.reach must be at most "
                        + RevocationLog.KEPT.toHours() + "h, which is how long revocations are kept for the feed");
            }
            requirePositive(reach.toMillis(), "feed.reach");
            requirePositive(maxHistory, "feed.max-history");
            requirePositive(heartbeat.toMillis(), "feed.heartbeat");
            requirePositive(writeTimeout.toMillis(), "feed.write-timeout");
        }
    }

    private static void requirePositive(long value, String name) {
        if (value <= 0) {
            throw new IllegalArgumentException("hubify.identity.revocation." + name + " must be more than 0");
        }
    }
}
