package com.hubify.identity.server.apikey;

import com.hubify.identity.settings.Settings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * API keys.
 *
 * @param perOwner How many valid keys one owner may have.
 * @param perOwnerAndDay How many keys one owner may create within a day. A revoked key is stored for 30 days, so creating
 *     and revoking keys in a loop would fill Redis.
 * @param changesPerOwnerAndDay How many changes one owner may make to keys within a day, rotations included. Each
 *     causes an event to all services.
 * @param quietBeforeEnd Once the successor of a rotated key is used, how long the old key must have been unused to be
 *     revoked before the overlap ends. At least half an hour, since services report uses of a key every ten minutes.
 */
@ConfigurationProperties("hubify.identity.api-keys")
record ApiKeyProperties(
        @DefaultValue("100") int perOwner,
        @DefaultValue("200") int perOwnerAndDay,
        @DefaultValue("200") int changesPerOwnerAndDay,
        @DefaultValue("1h") Duration quietBeforeEnd) {

    private static final Duration SHORTEST_QUIET = Duration.ofMinutes(30);

    ApiKeyProperties {
        Settings.requirePositive(perOwner, "hubify.identity.api-keys.per-owner");
        Settings.requirePositive(perOwnerAndDay, "hubify.identity.api-keys.per-owner-and-day");
        Settings.requirePositive(changesPerOwnerAndDay, "hubify.identity.api-keys.changes-per-owner-and-day");
        Settings.requireBetween(
                SHORTEST_QUIET, quietBeforeEnd, ApiKeys.LONGEST_OVERLAP, "hubify.identity.api-keys.quiet-before-end");
    }
}
