package com.hubify.identity.server.audit.checkpoint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where checkpoints are kept. Who can write there can add and remove any: what is read must be verified. */
interface CheckpointStore {

    /**
     * A checkpoint as it was found.
     *
     * @param id its place
     * @param compact a signed checkpoint, or anything
     */
    record Stored(String id, String compact) {}

    void append(String compact);

    /** The next ones after a place, or the latest ones if there is none; the oldest first. */
    List<Stored> after(@Nullable String id);
}
