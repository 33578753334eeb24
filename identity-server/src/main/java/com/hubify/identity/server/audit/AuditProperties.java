package com.hubify.identity.server.audit;

import com.hubify.identity.settings.Settings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The audit trail.
 *
 * @param streamLength How many entries each of its four streams keeps in Redis, roughly.
 * @param securityPerAccount How many entries a day the stream of security takes that one account has caused. More of them
 *     stand in the ordinary stream, so that one account, with grants of its own, washes no other's out.
 */
@ConfigurationProperties("hubify.identity.audit")
record AuditProperties(
        @DefaultValue("100000") int streamLength,
        @DefaultValue("100") int securityPerAccount) {

    AuditProperties {
        Settings.requirePositive(streamLength, "hubify.identity.audit.stream-length");
        Settings.requirePositive(securityPerAccount, "hubify.identity.audit.security-per-account");
    }
}
