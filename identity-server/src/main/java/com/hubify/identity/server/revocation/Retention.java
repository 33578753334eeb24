package com.hubify.identity.server.revocation;

import com.hubify.identity.settings.Settings;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** How long a revocation is remembered. What lives longer would come back to life, so no setting may allow it. */
@Component
@EnableConfigurationProperties(RevocationProperties.class)
public final class Retention {

    /** Access tokens of a grant or session live so much longer than it, at most. */
    private static final Duration LONGEST_TOKEN = Duration.ofDays(1);

    private final Duration duration;

    Retention(RevocationProperties properties) {
        this.duration = properties.retention();
    }

    /**
     * Stops the start unless all that is made of a grant or session of this life is over when its revocation is forgotten.
     *
     * @param property that says how long it lives
     */
    public void requireLongerThan(Duration life, String property) {
        Settings.require(
                life.plus(LONGEST_TOKEN).compareTo(duration) <= 0,
                property,
                "must be at least a day shorter than hubify.identity.revocation.retention: a revocation must be kept longer than what it revokes");
    }
}
