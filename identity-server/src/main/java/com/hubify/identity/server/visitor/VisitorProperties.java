package com.hubify.identity.server.visitor;

import com.hubify.identity.settings.Settings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * People who are not signed in yet.
 *
 * @param maxMemory How much of Redis' memory all of them together may take, with the sign-ins and device authorizations they
 *     begin. More of these within 15 minutes are refused with 503 until there is space again.
 */
@ConfigurationProperties("hubify.identity.visitors")
record VisitorProperties(@DefaultValue("64MB") DataSize maxMemory) {

    private static final DataSize LEAST = DataSize.ofMegabytes(1);

    VisitorProperties {
        Settings.require(
                maxMemory.compareTo(LEAST) >= 0, "hubify.identity.visitors.max-memory", "must be at least 1MB");
    }
}
