package com.hubify.identity.server.signing.rotation;

import com.hubify.identity.server.signing.PublishedKeysFilter;
import com.hubify.identity.server.signing.ring.RotationPolicy;
import com.hubify.identity.settings.Settings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param period Time from the first use of one version to the first use of the next.
 * @param announce How long a version is published before it signs. Must be longer than any verifier caches a JWK set.
 * @param retire How long a version is published after its last signature. Must be longer than any token lives, plus
 *     clock skew.
 * @param check How often to check whether a step of the rotation is due.
 */
@ConfigurationProperties("hubify.identity.signing.rotation")
record RotationProperties(
        @DefaultValue("30d") Duration period,
        @DefaultValue("24h") Duration announce,
        @DefaultValue("25h") Duration retire,
        @DefaultValue("30s") Duration check) {

    private static final String PREFIX = "hubify.identity.signing.rotation.";

    /** Twice the time for which clients may cache the set, see {@link PublishedKeysFilter}. */
    private static final Duration SHORTEST_ANNOUNCE = PublishedKeysFilter.MAX_AGE.multipliedBy(2);

    /** The longest lifetime of an access token, a day, plus clock skew. */
    private static final Duration SHORTEST_RETIRE = Duration.ofHours(24).plusMinutes(5);

    private static final Duration LONGEST = Duration.ofDays(3650);

    RotationProperties {
        Settings.requireBetween(SHORTEST_ANNOUNCE, announce, LONGEST, PREFIX + "announce");
        Settings.requireBetween(SHORTEST_RETIRE, retire, LONGEST, PREFIX + "retire");
        Settings.requireBetween(Duration.ZERO, period, LONGEST, PREFIX + "period");
        require(period.compareTo(announce) > 0, "period", "must be longer than announce");
        require(
                retire.plus(announce).dividedBy(period) < KeyCreation.MOST_PUBLISHED - 2,
                "period",
                "must be longer: verifiers accept a set of at most " + KeyCreation.MOST_PUBLISHED + " keys");
        Settings.requireBetween(Duration.ofMillis(1), check, Duration.ofHours(1), PREFIX + "check");
    }

    RotationPolicy policy() {
        return new RotationPolicy(period, announce, retire);
    }

    private static void require(boolean isSo, String property, String reason) {
        Settings.require(isSo, PREFIX + property, reason);
    }
}
