package com.hubify.identity.server.visitor;

import com.hubify.identity.settings.Settings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits for people who are not signed in yet.
 *
 * @param maxMemory How much memory in Redis unfinished sign-ins may take, of all visitors together, within 15 minutes.
 *     Beyond that new ones get 503 until memory is free again.
 * @param maxMemoryPerDeviceClient How much memory in Redis the device authorizations of one client may take within 10
 *     minutes. Beyond that new ones get 503 until memory is free again; other clients, and sign-ins, have limits of their
 *     own.
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
