package com.hubify.identity.server.apikey.attempt;

import com.hubify.identity.settings.Settings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Attempts with API keys that do not exist. Each node counts by itself.
 *
 * @param unknownPerNetworkAndMinute How many unknown API keys one network (an IPv4 address, or an IPv6 /64) may present to a
 *     node within a minute.
 * @param unknownPerClientAndMinute The same for a client that authenticates with a secret. One client introspects for all
 *     callers of a service, so a low number would let one of them shut out the others' new keys.
 */
@ConfigurationProperties("hubify.identity.api-keys")
record KeyAttemptProperties(
        @DefaultValue("100") int unknownPerNetworkAndMinute,
        @DefaultValue("30000") int unknownPerClientAndMinute) {

    KeyAttemptProperties {
        Settings.requirePositive(unknownPerNetworkAndMinute, "hubify.identity.api-keys.unknown-per-network-and-minute");
        Settings.requirePositive(unknownPerClientAndMinute, "hubify.identity.api-keys.unknown-per-client-and-minute");
    }
}
