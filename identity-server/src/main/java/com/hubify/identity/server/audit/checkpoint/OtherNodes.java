package com.hubify.identity.server.audit.checkpoint;

import com.hubify.identity.server.audit.chain.ChainHead;
import com.hubify.identity.server.audit.trail.RecordHash;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the good checkpoints of all nodes say. Not thread-safe. */
final class OtherNodes {

    /** In one checkpoint, which stays below the 16 KB that this server reads. */
    private static final int MOST_NODES = 20;

    private static final int MOST_CHAINS = 2_000;

    /** In one checkpoint. */
    private static final int MOST_TRIMMED = 150;

    /** After this the others need not name a node that is silent: they have, many times. */
    private static final Duration SILENT = Duration.ofHours(1);

    private final String self;
    private final CheckpointStore store;
    private final CheckpointJwt jwt;
    private final Map<String, Checkpoint.Known> latest = new LinkedHashMap<>();
    private final Map<String, ChainHead> heads = bounded();
    private final Map<String, Long> trimmed = bounded();
    private @Nullable String read;

    OtherNodes(String self, CheckpointStore store, CheckpointJwt jwt) {
        this.self = self;
        this.store = store;
        this.jwt = jwt;
    }

    private static <V> Map<String, V> bounded() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > MOST_CHAINS;
            }
        };
    }

    /** Reads what has been added. */
    void read(Instant now) {
        for (CheckpointStore.Stored stored : store.after(read)) {
            read = stored.id();
            jwt.read(stored.compact()).ifPresent(checkpoint -> note(checkpoint, stored.compact()));
        }
        latest.values().removeIf(known -> known.at().isBefore(now.minus(SILENT)));
    }

    private void note(Checkpoint checkpoint, String compact) {
        checkpoint.heads().forEach(this::note);
        checkpoint.trimmed().forEach((chain, first) -> trimmed.merge(chain, first, Math::max));
        Checkpoint.Known known = latest.get(checkpoint.node());
        // Attack: an insider writes an old checkpoint once more, so that what came after it seems never to have been.
        boolean isNew = known == null || known.number() < checkpoint.number();
        if (isNew && !checkpoint.node().equals(self) && (known != null || latest.size() < MOST_NODES)) {
            latest.put(
                    checkpoint.node(),
                    new Checkpoint.Known(checkpoint.number(), RecordHash.of(compact), checkpoint.at()));
        }
    }

    private void note(ChainHead head) {
        heads.merge(head.chain(), head, (known, named) -> named.seq() > known.seq() ? named : known);
    }

    Map<String, Checkpoint.Known> latest() {
        return Map.copyOf(latest);
    }

    /** The last signed record of a chain; null if it isn't known. */
    @Nullable
    ChainHead head(String chain) {
        return heads.get(chain);
    }

    /** Of chains, the number of the first record that is kept, as far as a signature says so. */
    Map<String, Long> trimmed() {
        return Map.copyOf(trimmed);
    }

    /** Those of the last chains, to be said again. */
    Map<String, Long> latestTrimmed() {
        return trimmed.entrySet().stream()
                .skip(Math.max(0, trimmed.size() - MOST_TRIMMED))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
