package com.hubify.identity.server.audit.retention;

import com.hubify.identity.server.audit.trail.AuditStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stored records, from their beginning. */
interface TrimStore {

    /**
     * @param id its place
     * @param at when it was stored
     * @param json the record
     */
    record Stored(String id, Instant at, String json) {}

    /** Whether this node removes records, for this time. Two that do so at once do no harm. */
    boolean takeTurn(String node, Duration time);

    long length(AuditStream stream);

    /** The next thousand records after a place, or the first ones. */
    List<Stored> after(AuditStream stream, @Nullable String id);

    /** Removes all before this place. */
    void trim(AuditStream stream, String firstKept);

    /** Removes checkpoints that were stored before. */
    void trimCheckpoints(Instant before);
}
