package com.hubify.identity.server.audit.chain;

import com.hubify.identity.protocol.RandomText;
import com.hubify.identity.server.audit.trail.AuditEntry;
import com.hubify.identity.server.audit.trail.AuditStream;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Writes entries of this node. A stream that can't be written delays no other. */
@Component
public final class ChainWriter {

    /** 12 bytes, 16 characters. */
    private static final int CHAIN_ID_BYTES = 12;

    /** Ended chains that no checkpoint has named yet: as many as outages of Redis since the last checkpoint. */
    private static final int MOST_ENDED = 1_000;

    private final Map<AuditStream, Chain> chains = new EnumMap<>(AuditStream.class);
    private final BlockingQueue<ChainHead> ended = new ArrayBlockingQueue<>(MOST_ENDED);
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong written = new AtomicLong();
    private final MeterRegistry meters;
    private volatile boolean isFailing;

    ChainWriter(ChainStore store, MeterRegistry meters) {
        this.meters = meters;
        Arrays.stream(AuditStream.values()).forEach(stream -> chains.put(stream, chain(stream, store)));
    }

    private Chain chain(AuditStream stream, ChainStore store) {
        // What finds no room is covered by an earlier checkpoint, or by none.
        return new Chain(stream, store, () -> RandomText.ofBytes(CHAIN_ID_BYTES, random), ended::offer);
    }

    /**
     * Returns once the entries are stored: what is acknowledged so is not lost with this node.
     *
     * @throws RuntimeException Spring's {@code DataAccessException} if they are not stored, or if that isn't known
     */
    public void append(AuditStream stream, List<AuditEntry> entries) {
        boolean isStored = false;
        try {
            Objects.requireNonNull(chains.get(stream)).append(entries);
            isStored = true;
            written.addAndGet(entries.size());
        } finally {
            isFailing = !isStored;
            meters.counter("hubify.audit.records", "stream", stream.word(), "outcome", isStored ? "written" : "failed")
                    .increment(entries.size());
        }
    }

    /** The last records of this node's chains. */
    public List<ChainHead> heads() {
        return chains.values().stream()
                .flatMap(chain -> Stream.ofNullable(chain.head()))
                .toList();
    }

    /** The last records of chains that have ended, until {@link #named}. */
    public List<ChainHead> ended() {
        return List.copyOf(ended);
    }

    /** A checkpoint names these. */
    public void named(Collection<ChainHead> heads) {
        ended.removeAll(heads);
    }

    /** How many records this node has stored. */
    public long written() {
        return written.get();
    }

    /** Whether the latest records of this node could not be stored. */
    public boolean isFailing() {
        return isFailing;
    }
}
