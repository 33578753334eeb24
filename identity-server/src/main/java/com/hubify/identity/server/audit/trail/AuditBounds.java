package com.hubify.identity.server.audit.trail;

import java.time.Duration;
import java.util.Map;

/**
 * How much of the audit trail is kept.
 *
 * @param streamLength records of each stream, and checkpoints, roughly
 * @param kept for how long each stream's records are kept
 * @param checkpoints for how long checkpoints are kept
 */
public record AuditBounds(int streamLength, Map<AuditStream, Duration> kept, Duration checkpoints) {

    public AuditBounds {
        kept = Map.copyOf(kept);
    }
}
