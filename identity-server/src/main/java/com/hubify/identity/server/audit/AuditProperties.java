package com.hubify.identity.server.audit;

import com.hubify.identity.settings.Settings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The audit trail.
 *
 * @param streamLength How many entries each of its seven streams keeps in Redis, roughly.
 * @param perAccountAndKind How many entries of one kind a day the streams of security and of what people do take that one
 *     account has caused, at each client where they name one. More of them stand in a stream of their own, so that one
 *     account washes no other's out.
 */
@ConfigurationProperties("hubify.identity.audit")
record AuditProperties(
        @DefaultValue("100000") int streamLength,
        @DefaultValue("100") int perAccountAndKind) {

    AuditProperties {
        Settings.requirePositive(streamLength, "hubify.identity.audit.stream-length");
        Settings.requirePositive(perAccountAndKind, "hubify.identity.audit.per-account-and-kind");
    }
}
