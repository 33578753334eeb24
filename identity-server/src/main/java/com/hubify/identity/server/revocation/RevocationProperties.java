package com.hubify.identity.server.revocation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param retention How long a revocation is remembered: no refresh token and no sign-in may live longer, or it would come back
 *     to life.
 */
@ConfigurationProperties("hubify.identity.revocation")
record RevocationProperties(@DefaultValue("100d") Duration retention) {

    /** Longer than the longest life a client's refresh token may have. */
    private static final Duration SHORTEST = Duration.ofDays(91);

    RevocationProperties {
        if (retention.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("hubify.identity.revocation.retention must be at least "
                    + SHORTEST.toDays() + "d, longer than any refresh token lives");
        }
    }
}
