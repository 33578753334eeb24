package com.hubify.identity.server.audit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The audit trail.
 *
 * @param streamLength How many entries each of its four streams keeps in Redis, roughly.
 */
@ConfigurationProperties("hubify.identity.audit")
record AuditProperties(@DefaultValue("100000") int streamLength) {

    AuditProperties {
        if (streamLength <= 0) {
            throw new IllegalArgumentException("hubify.identity.audit.stream-length must be more than 0");
        }
    }
}
