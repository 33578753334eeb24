package com.hubify.identity.server.audit.checkpoint;

import com.hubify.identity.server.audit.chain.ChainHead;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a checkpoint says; {@link CheckpointJwt} lists its members. */
record Checkpoint(
        String node,
        long number,
        Instant at,
        @Nullable String previous,
        List<ChainHead> heads,
        Map<String, Known> others,
        Map<String, Long> trimmed,
        boolean ended) {

    /** The latest checkpoint of another node. */
    record Known(long number, String hash, Instant at) {}

    Checkpoint {
        heads = List.copyOf(heads);
        others = Map.copyOf(others);
        trimmed = Map.copyOf(trimmed);
    }
}
