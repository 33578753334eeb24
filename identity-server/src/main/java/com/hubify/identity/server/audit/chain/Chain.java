package com.hubify.identity.server.audit.chain;

import com.hubify.identity.server.audit.trail.AuditEntry;
import com.hubify.identity.server.audit.trail.AuditStream;
import com.hubify.identity.server.audit.trail.RecordHash;
import com.hubify.identity.server.audit.trail.RecordJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * This node's records of one stream, of which each contains the hash of the one before. Callers that wait while one writes are written
 * together by the next, in one round trip.
 *
 * <p>After a write that failed it is not known what lies in Redis. So the chain ends, and the next record begins another one.
 */
final class Chain {

    /** Redis is busy with one append for a millisecond at most. */
    private static final int MOST_AT_ONCE = 500;

    private final AuditStream stream;
    private final ChainStore store;
    private final Supplier<String> ids;
    private final Consumer<ChainHead> ended;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private String id;
    private volatile @Nullable ChainHead head;

    /**
     * @param ids makes ids of chains
     * @param ended takes the head of a chain that ends
     */
    Chain(AuditStream stream, ChainStore store, Supplier<String> ids, Consumer<ChainHead> ended) {
        this.stream = stream;
        this.store = store;
        this.ids = ids;
        this.ended = ended;
        this.id = ids.get();
    }

    /** Returns once the entries are stored. */
    void append(List<AuditEntry> entries) {
        Waiting own = new Waiting(entries);
        waiting.add(own);
        lock.lock();
        try {
            while (!own.isDone()) {
                writeNext();
            }
        } finally {
            lock.unlock();
        }
        own.throwIfFailed();
    }

    /** The last record that is known to be stored; null before the first. */
    @Nullable
    ChainHead head() {
        return head;
    }

    /** How many callers wait. */
    int queued() {
        return waiting.size();
    }

    private void writeNext() {
        List<Waiting> group = nextGroup();
        try {
            write(group);
            group.forEach(Waiting::written);
        } catch (RuntimeException e) {
            end();
            group.forEach(each -> each.failed(e));
        }
    }

    private List<Waiting> nextGroup() {
        List<Waiting> group = new ArrayList<>();
        int entries = 0;
        for (Waiting next = waiting.peek(); next != null; next = waiting.peek()) {
            entries += next.entries().size();
            if (!group.isEmpty() && entries > MOST_AT_ONCE) {
                break;
            }
            group.add(next);
            waiting.remove();
        }
        return group;
    }

    private void write(List<Waiting> group) {
        List<byte[]> records = new ArrayList<>();
        ChainHead last = head;
        for (Waiting each : group) {
            for (AuditEntry entry : each.entries()) {
                long seq = last == null ? 1 : last.seq() + 1;
                byte[] json = RecordJson.write(stream, id, seq, last == null ? null : last.hash(), entry);
                records.add(json);
                last = new ChainHead(stream, id, seq, RecordHash.of(json));
            }
        }
        store.append(stream, records);
        head = last;
    }

    private void end() {
        ChainHead last = head;
        head = null;
        id = ids.get();
        if (last != null) {
            ended.accept(last);
        }
    }
}
