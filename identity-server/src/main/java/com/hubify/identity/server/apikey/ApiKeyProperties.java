package com.hubify.identity.server.apikey;

import com.hubify.identity.settings.Settings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * API keys.
 *
 * @param perOwner How many valid keys one owner may have.
 * @param perOwnerAndDay How many keys one owner may create within a day. A revoked key is stored for 30 days, so creating
 *     and revoking keys in a loop would fill Redis.
 */
@ConfigurationProperties("hubify.identity.api-keys")
record ApiKeyProperties(
        @DefaultValue("100") int perOwner,
        @DefaultValue("200") int perOwnerAndDay) {

    ApiKeyProperties {
        Settings.requirePositive(perOwner, "hubify.identity.api-keys.per-owner");
        Settings.requirePositive(perOwnerAndDay, "hubify.identity.api-keys.per-owner-and-day");
    }
}
