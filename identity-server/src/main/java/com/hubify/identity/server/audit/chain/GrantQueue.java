package com.hubify.identity.server.audit.chain;

import com.hubify.identity.server.audit.trail.AuditEntry;
import com.hubify.identity.server.audit.trail.AuditStream;
import com.hubify.identity.server.background.BackgroundWork;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Grants that wait to be written. Issuing a token doesn't wait for it: it would take another round trip of each token. The price: a node
 * that is killed loses those of the last fifth of a second. Attack: get tokens while Redis is away, until the memory is full; so what
 * finds no room is dropped, and the trail says how many.
 */
@Component
public final class GrantQueue {

    /** In 20 MB at most. */
    static final int MOST = 20_000;

    private static final int AT_ONCE = 500;
    private static final Duration EVERY = Duration.ofMillis(200);

    private final BlockingQueue<Queued> waiting = new ArrayBlockingQueue<>(MOST);
    private final List<AuditEntry> taken = new ArrayList<>();
    private final AtomicLong unsaid = new AtomicLong();
    private final ChainWriter writer;
    private final Clock clock;
    private final Counter dropped;
    private volatile @Nullable Instant droppedAt;

    /** Made into an entry by the thread that writes, not by that which issues. */
    private record Queued(Instant at, String kind, Map<String, String> details) {

        AuditEntry entry() {
            return new AuditEntry(at, kind, details);
        }
    }

    GrantQueue(ChainWriter writer, Clock clock, MeterRegistry meters, BackgroundWork background) {
        this.writer = writer;
        this.clock = clock;
        this.dropped = meters.counter("hubify.audit.dropped");
        meters.gaugeCollectionSize("hubify.audit.queue", List.of(), waiting);
        background.repeat("audit-grants", "Writing grants to the audit trail", EVERY, this::write);
    }

    /** Never waits. */
    public void add(String kind, Map<String, String> details) {
        if (!waiting.offer(new Queued(clock.instant(), kind, details))) {
            unsaid.incrementAndGet();
            dropped.increment();
            droppedAt = clock.instant();
        }
    }

    /** Writes all that wait. What can't be written now waits on. */
    public synchronized void write() {
        for (take(); !taken.isEmpty(); take()) {
            writer.append(AuditStream.GRANTS, List.copyOf(taken));
            taken.clear();
        }
    }

    private void take() {
        while (taken.size() < AT_ONCE) {
            Queued next = waiting.poll();
            if (next == null) {
                break;
            }
            taken.add(next.entry());
        }
        long lost = unsaid.getAndSet(0);
        if (lost > 0) {
            taken.add(new AuditEntry(clock.instant(), "audit.dropped", Map.of("count", Long.toString(lost))));
        }
    }

    /** How many wait. */
    public int size() {
        return waiting.size();
    }

    /** When one was dropped last; null if none was. */
    public @Nullable Instant droppedAt() {
        return droppedAt;
    }
}
