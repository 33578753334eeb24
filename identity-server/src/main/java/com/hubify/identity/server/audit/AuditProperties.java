package com.hubify.identity.server.audit;

import com.hubify.identity.settings.Settings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The audit trail.
 *
 * @param streamLength How many entries each of its seven streams keeps in Redis, roughly.
 * @param perAccountAndKind How many entries of one kind, account and client a day go to the streams hfy:audit:security
 *     and hfy:audit. Further ones go to hfy:audit:repeated, so that one account can't push others' entries out.
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
