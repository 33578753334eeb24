package com.hubify.identity.server.revocation;

import com.hubify.identity.settings.Settings;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** How long a revocation is stored. A credential that lives longer would be valid again, so no setting may allow it. */
@Component
@EnableConfigurationProperties(RevocationProperties.class)
public final class Retention {

    /** Access tokens may outlive their grant or session by this time. */
    private static final Duration LONGEST_TOKEN = Duration.ofDays(1);

    private final Duration duration;

    Retention(RevocationProperties properties) {
        this.duration = properties.retention();
    }

    /**
     * Fails the start unless all that is issued from a grant or session of this lifetime has expired when its revocation is
     * deleted.
     *
     * @param property the setting of that lifetime
     */
    public void requireLongerThan(Duration life, String property) {
        Settings.require(
                life.plus(LONGEST_TOKEN).compareTo(duration) <= 0,
                property,
                "must be at least a day shorter than hubify.identity.revocation.retention: a revocation must be kept longer than what it revokes");
    }
}
