package com.hubify.identity.server.apikey.attempt;

import com.hubify.identity.server.limit.Limit;
import com.hubify.identity.settings.Settings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Attempts with API keys that do not exist, at all nodes together.
 *
 * @param unknownPerNetworkAndMinute How many unknown API keys one network (an IPv4 address, or an IPv6 /64) may present
 *     within a minute.
 * @param unknownPerClientAndMinute The same for a client that authenticates with a secret. One client introspects for all
 *     callers of a service, so a low number would let one of them shut out the others' new keys.
 */
@ConfigurationProperties("hubify.identity.api-keys")
record KeyAttemptProperties(
        @DefaultValue("100") int unknownPerNetworkAndMinute,
        @DefaultValue("30000") int unknownPerClientAndMinute) {

    KeyAttemptProperties {
        check(unknownPerNetworkAndMinute, "unknown-per-network-and-minute");
        check(unknownPerClientAndMinute, "unknown-per-client-and-minute");
    }

    private static void check(int most, String name) {
        Settings.require(
                most >= 1 && most <= Limit.MOST,
                "hubify.identity.api-keys." + name,
                "must be a number of 1 to 1000000000");
    }
}
