package com.hubify.identity.server.audit.checkpoint;

import com.hubify.identity.protocol.RandomText;
import com.hubify.identity.server.audit.chain.ChainHead;
import com.hubify.identity.server.audit.chain.ChainWriter;
import com.hubify.identity.server.audit.trail.RecordHash;
import com.hubify.identity.server.background.BackgroundWork;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Signs what this node's chains are: each minute in which something was written, and after each 10,000 records. What is signed comes from
 * this node's memory. Attack: an insider changes records in Redis, and the server signs that.
 */
@Component
public final class AuditCheckpoints {

    static final Duration EVERY = Duration.ofMinutes(1);
    static final long RECORDS = 10_000;

    /** Each sixtieth names all chains, and says again what was trimmed, so that nodes that begin need not read far. */
    private static final int FULL = 60;

    /** In one checkpoint, which stays below the 16 KB that this server reads; the others follow in the next. */
    static final int MOST_ENDED = 20;

    private static final int NODE_ID_BYTES = 12;
    private static final Duration STEP = Duration.ofSeconds(1);

    private final String node = RandomText.ofBytes(NODE_ID_BYTES, new SecureRandom());
    private final ChainWriter writer;
    private final CheckpointStore store;
    private final CheckpointJwt jwt;
    private final Clock clock;
    private final OtherNodes others;
    private final Map<String, Long> named = new HashMap<>();
    private long number;
    private @Nullable String previous;
    private @Nullable Draft pending;
    private long covered;
    private Instant at;
    private volatile @Nullable Instant waitingSince;

    /** @param written how many records had been stored before its chains were looked at */
    private record Draft(String compact, List<ChainHead> heads, List<ChainHead> ended, long written, Instant at) {}

    AuditCheckpoints(
            ChainWriter writer, CheckpointStore store, CheckpointJwt jwt, Clock clock, BackgroundWork background) {
        this.writer = writer;
        this.store = store;
        this.jwt = jwt;
        this.clock = clock;
        this.others = new OtherNodes(node, store, jwt);
        this.at = clock.instant();
        background.repeat("audit-checkpoints", "Signing checkpoints of the audit trail", STEP, this::step);
    }

    /** Writes a checkpoint if one is due. */
    synchronized void step() {
        long uncovered = writer.written() - covered;
        if (uncovered > 0 && waitingSince == null) {
            waitingSince = clock.instant();
        }
        boolean isTime = !clock.instant().isBefore(at.plus(EVERY));
        if (uncovered >= RECORDS || (uncovered > 0 || !writer.ended().isEmpty()) && isTime) {
            write(Map.of(), false);
        }
    }

    /**
     * Writes a checkpoint now. If it fails, the same is written later.
     *
     * @param trimmed of chains, the number of the first record that is kept
     */
    public synchronized void write(Map<String, Long> trimmed) {
        write(trimmed, false);
    }

    /** Writes this node's last checkpoint, if it has written any record. */
    public synchronized void writeLast() {
        if (number > 0 || writer.written() > 0) {
            write(Map.of(), true);
        }
    }

    private void write(Map<String, Long> trimmed, boolean isLast) {
        if (pending != null) {
            store(pending);
        }
        others.read(clock.instant());
        pending = draft(trimmed, isLast);
        store(pending);
    }

    private Draft draft(Map<String, Long> trimmed, boolean isLast) {
        Instant now = clock.instant();
        long written = writer.written();
        List<ChainHead> ended = writer.ended().stream().limit(MOST_ENDED).toList();
        boolean isFull = number % FULL == 0 || isLast;
        List<ChainHead> heads = new ArrayList<>(ended);
        writer.heads().stream()
                .filter(head -> isFull || named.getOrDefault(head.chain(), 0L) < head.seq())
                .forEach(heads::add);
        Map<String, Long> said = new HashMap<>(isFull ? others.latestTrimmed() : Map.of());
        said.putAll(trimmed);
        Checkpoint checkpoint = new Checkpoint(node, number + 1, now, previous, heads, others.latest(), said, isLast);
        return new Draft(jwt.sign(checkpoint), heads, ended, written, now);
    }

    private void store(Draft draft) {
        store.append(draft.compact());
        pending = null;
        number++;
        previous = RecordHash.of(draft.compact());
        writer.named(draft.ended());
        draft.heads().forEach(head -> named.put(head.chain(), head.seq()));
        draft.ended().forEach(head -> named.remove(head.chain()));
        covered = draft.written();
        at = draft.at();
        waitingSince = null;
    }

    /** Reads what the good checkpoints of all nodes say. */
    public synchronized void readOthers() {
        others.read(clock.instant());
    }

    /** The last signed record of a chain, of any node; null if it isn't known. */
    public synchronized @Nullable ChainHead signed(String chain) {
        return others.head(chain);
    }

    /** Of chains, the number of the first record that is kept, as far as a signature says so. */
    public synchronized Map<String, Long> trimmed() {
        return others.trimmed();
    }

    /** How long records of this node have waited for a checkpoint; zero if none waits. */
    public Duration waiting() {
        Instant since = waitingSince;
        return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
    }
}
