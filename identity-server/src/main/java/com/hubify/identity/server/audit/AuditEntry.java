package com.hubify.identity.server.audit;

import java.time.Instant;
import java.util.Map;

/**
 * One thing that happened.
 *
 * @param kind a word such as {@code api_key.refused}
 * @param details who and why: identifiers and reasons, never a secret
 */
public record AuditEntry(Instant at, String kind, Map<String, String> details) {

    public AuditEntry {
        details = Map.copyOf(details);
    }
}
