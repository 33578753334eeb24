package com.hubify.identity.server.revocation.feed;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.revocation.LogPosition;
import com.hubify.identity.server.revocation.LoggedRevocation;
import com.hubify.identity.server.revocation.RevocationLog;
import com.hubify.identity.server.revocation.Revocations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Log and look-up of revocations in one place, which several nodes share and which can be put back to what it was. */
final class FakeRedis implements Revocations {

    /** How often reading ends with an error before it works. */
    final AtomicInteger failing = new AtomicInteger();

    /** How often a write was refused. */
    final AtomicInteger refused = new AtomicInteger();

    /** Takes no writes, as a replica does. */
    volatile boolean isReadOnly;

    /** Lets nobody read, so that what is written is acknowledged and not read. */
    volatile boolean isHidden;

    private State state = new State();
    private long clock = 1_732_508_400_000L;

    /** What is kept. */
    static final class State {

        private final List<LoggedRevocation> log = new ArrayList<>();
        private final List<LoggedRevocation> recent = new ArrayList<>();
        private final Set<LoggedRevocation> restored = new HashSet<>();
        private final Set<Ancestor> marks = new HashSet<>();
    }

    synchronized State state() {
        State copy = new State();
        copy.log.addAll(state.log);
        copy.recent.addAll(state.recent);
        copy.restored.addAll(state.restored);
        copy.marks.addAll(state.marks);
        return copy;
    }

    synchronized void putBack(State old) {
        state = old;
    }

    synchronized List<String> ids() {
        return state.recent.stream().map(LoggedRevocation::id).toList();
    }

    @Override
    public synchronized void publish(Revocation revocation) {
        if (state.marks.add(revocation.ancestor())) {
            state.recent.add(tell(revocation));
        }
    }

    @Override
    public void publishToken(Revocation token, Instant until, Ancestor holder, @Nullable String account) {
        publish(token);
    }

    @Override
    public void publishEnd(Revocation grantOrSession, String account) {
        publish(grantOrSession);
    }

    @Override
    public synchronized int restore(List<LoggedRevocation> lost) {
        if (isReadOnly) {
            refused.incrementAndGet();
            throw new IllegalStateException("READONLY You can't write against a read only replica.");
        }
        List<LoggedRevocation> added = lost.stream().filter(state.restored::add).toList();
        added.forEach(entry -> {
            state.recent.add(tell(entry.revocation().orElseThrow()));
            state.marks.add(entry.revocation().orElseThrow().ancestor());
        });
        return added.size();
    }

    @Override
    public synchronized boolean isRevoked(List<Lineage> lines) {
        return lines.stream().flatMap(line -> line.ancestors().stream()).anyMatch(state.marks::contains);
    }

    private LoggedRevocation tell(Revocation revocation) {
        LoggedRevocation entry = new LoggedRevocation(
                new LogPosition(++clock, 0),
                revocation.ancestor().kind().word(),
                revocation.ancestor().id(),
                revocation.issuedBy().getEpochSecond());
        state.log.add(entry);
        return entry;
    }

    RevocationLog log(Runnable closing) {
        return new RevocationLog() {
            @Override
            public Optional<List<LoggedRevocation>> after(LogPosition position, int limit) {
                return read(() -> {
                    boolean isThere = position.equals(LogPosition.START)
                            || state.log.stream()
                                    .anyMatch(entry -> entry.position().equals(position));
                    List<LoggedRevocation> after = state.log.stream()
                            .filter(entry -> entry.position().isAfter(position))
                            .limit(limit)
                            .toList();
                    return isThere ? Optional.of(after) : Optional.empty();
                });
            }

            @Override
            public Recent recent(int limit) {
                return read(() -> {
                    List<LoggedRevocation> all = state.recent.stream()
                            .sorted((one, other) -> one.position().compareTo(other.position()))
                            .toList();
                    LogPosition end = state.log.isEmpty()
                            ? LogPosition.START
                            : state.log.get(state.log.size() - 1).position();
                    return new Recent(all, end, 0);
                });
            }

            @Override
            public void await(LogPosition position) {
                Thread.yield();
            }

            @Override
            public void close() {
                closing.run();
            }
        };
    }

    private <T> T read(Supplier<T> read) {
        if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new StackOverflowError();
        }
        if (isHidden) {
            throw new IllegalStateException("Redis does not answer");
        }
        synchronized (this) {
            return read.get();
        }
    }
}
