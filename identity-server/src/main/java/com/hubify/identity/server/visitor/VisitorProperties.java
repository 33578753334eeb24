package com.hubify.identity.server.visitor;

import com.hubify.identity.settings.Settings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * People who are not signed in yet.
 *
 * @param maxMemory How much of Redis' memory all of them together may take with the sign-ins they begin. More of these within 15
 *     minutes are refused with 503 until there is space again.
 * @param maxMemoryPerDeviceClient How much of Redis' memory the device authorizations of one client may take. More of these
 *     within 10 minutes are refused with 503 until there is space again; other clients, and sign-ins, have space of their own.
 */
@ConfigurationProperties("hubify.identity.visitors")
record VisitorProperties(
        @DefaultValue("64MB") DataSize maxMemory,
        @DefaultValue("16MB") DataSize maxMemoryPerDeviceClient) {

    static final String MAX_MEMORY = "hubify.identity.visitors.max-memory";
    static final String MAX_MEMORY_PER_DEVICE_CLIENT = "hubify.identity.visitors.max-memory-per-device-client";

    private static final DataSize LEAST = DataSize.ofMegabytes(1);

    VisitorProperties {
        requireEnough(maxMemory, MAX_MEMORY);
        requireEnough(maxMemoryPerDeviceClient, MAX_MEMORY_PER_DEVICE_CLIENT);
    }

    private static void requireEnough(DataSize size, String property) {
        Settings.require(size.compareTo(LEAST) >= 0, property, "must be at least 1MB");
    }
}
