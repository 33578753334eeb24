package com.hubify.identity.server.audit.trail;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stored record. It is shown as it was found: only {@code hubify audit verify} says whether it is genuine.
 *
 * @param id its place in its stream: when Redis stored it, in Unix milliseconds, and a number
 * @param stream the stream in which it lies
 * @param chain id of the chain; null if a release without chains wrote it
 * @param seq its number in the chain, from 1; 0 without a chain
 * @param kind what happened, such as {@code api_key.refused}; {@link #UNREADABLE} if it is no record of ours
 * @param details who and why, as {@link AuditEntry} has them
 * @param json one line: exactly the bytes that are hashed, as UTF-8
 */
public record AuditRecord(
        String id,
        AuditStream stream,
        @Nullable String chain,
        long seq,
        Instant at,
        String kind,
        Map<String, String> details,
        String json) {

    /** Kind of what is in the stream, but is no record: only one who has access to Redis can have written it. */
    public static final String UNREADABLE = "audit.unreadable";

    public AuditRecord {
        details = Map.copyOf(details);
    }
}
