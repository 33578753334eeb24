package com.hubify.identity.server.revocation;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;

/**
 * Revocations and their log in memory, which several nodes may share. Nothing is forgotten by time, and however many grants and
 * sessions are ended, each is kept by itself. It fails as Redis does where a test says so, and can be put back to what it was.
 */
public final class InMemoryRevocations implements Revocations {

    /** Answers nothing, as when Redis is away. */
    public volatile boolean isAway;

    /** Restores nothing, as a replica that takes no writes. */
    public volatile boolean isReadOnly;

    /** Lets the log not be read, so that what is written is acknowledged and not read. */
    public volatile boolean isLogHidden;

    /** How often reading the log ends with an error before it works. */
    public final AtomicInteger failing = new AtomicInteger();

    /** How often something was not restored. */
    public final AtomicInteger refused = new AtomicInteger();

    /** How many tokens of a holder are kept before one entry of the holder stands for them. */
    public volatile int tokensPerHolder = Integer.MAX_VALUE;

    private final List<Revocation> published = new CopyOnWriteArrayList<>();
    private final List<Revocation> brief = new CopyOnWriteArrayList<>();
    private final List<Lineage> asked = new CopyOnWriteArrayList<>();
    private State state = new State();
    private long clock = 1_732_508_400_000L;

    /** What is kept. */
    public static final class State {

        private final Map<Ancestor, Revocation> marks = new HashMap<>();
        private final Map<Ancestor, Integer> tokens = new HashMap<>();
        private final List<LoggedRevocation> recent = new ArrayList<>();
        private final Set<LoggedRevocation> restored = new HashSet<>();
        private final List<LoggedRevocation> log = new ArrayList<>();

        /** The end of what was cut off from the log. */
        private LogPosition trimmed = LogPosition.START;
    }

    @Override
    public void publishBriefly(Revocation revocation) {
        publish(revocation);
        brief.add(revocation);
    }

    /** Those of the published that are forgotten soon. */
    public List<Revocation> brief() {
        return List.copyOf(brief);
    }

    public synchronized State state() {
        State copy = new State();
        copy.marks.putAll(state.marks);
        copy.tokens.putAll(state.tokens);
        copy.recent.addAll(state.recent);
        copy.restored.addAll(state.restored);
        copy.log.addAll(state.log);
        copy.trimmed = state.trimmed;
        return copy;
    }

    public synchronized void putBack(State old) {
        state = old;
    }

    /** As when the retention is over. */
    public synchronized void forget() {
        state = new State();
        published.clear();
        asked.clear();
    }

    /** All that was to be revoked, as often as it was. */
    public List<Revocation> published() {
        return published;
    }

    /** What it was asked about. */
    public List<Lineage> asked() {
        return asked;
    }

    public synchronized boolean names(Ancestor ancestor) {
        return state.marks.containsKey(ancestor);
    }

    @Override
    public synchronized void publish(Revocation revocation) {
        requireThere();
        published.add(revocation);
        if (mark(revocation)) {
            tell(revocation);
        }
    }

    @Override
    public synchronized void publishToken(Revocation token, Instant until, Ancestor holder, @Nullable Ancestor all) {
        if (names(token.ancestor())) {
            return;
        }
        boolean isOneTooMany = state.tokens.merge(holder, 1, Integer::sum) > tokensPerHolder;
        publish(isOneTooMany ? new Revocation(holder, token.issuedBy()) : token);
    }

    @Override
    public void publishEnd(Revocation ended, Ancestor all) {
        publish(ended);
    }

    @Override
    public synchronized int restore(List<LoggedRevocation> lost) {
        requireThere();
        if (isReadOnly) {
            refused.incrementAndGet();
            throw new IllegalStateException("READONLY You can't write against a read only replica.");
        }
        List<LoggedRevocation> added = lost.stream().filter(state.restored::add).toList();
        added.stream().flatMap(entry -> entry.revocation().stream()).forEach(revocation -> {
            mark(revocation);
            tell(revocation);
        });
        return added.size();
    }

    @Override
    public synchronized boolean isRevoked(List<Lineage> lines) {
        requireThere();
        asked.addAll(lines);
        return lines.stream()
                .anyMatch(line -> line.ancestors().stream()
                        .map(state.marks::get)
                        .anyMatch(it -> it != null && it.killsIssuedAt(line.issuedAt())));
    }

    /** @return whether that is news */
    private boolean mark(Revocation revocation) {
        Revocation known = state.marks.get(revocation.ancestor());
        boolean isNews = known == null
                || !known.ancestor().kind().isEndedByRevocation()
                        && revocation.issuedBy().isAfter(known.issuedBy());
        if (isNews) {
            state.marks.put(revocation.ancestor(), revocation);
        }
        return isNews;
    }

    private void tell(Revocation revocation) {
        LoggedRevocation entry = new LoggedRevocation(
                new LogPosition(++clock, 0),
                revocation.ancestor().kind().word(),
                revocation.ancestor().id(),
                revocation.issuedBy().getEpochSecond());
        state.log.add(entry);
        state.recent.add(entry);
    }

    private void requireThere() {
        if (isAway) {
            throw new QueryTimeoutException("Redis does not answer");
        }
    }

    /** Drops the oldest entries of the log. */
    public synchronized void trim(int kept) {
        while (state.log.size() > kept) {
            state.trimmed = state.log.remove(0).position();
        }
    }

    /** Loses the log, but not the recent ones. */
    public synchronized void loseLog() {
        state.log.clear();
        state.trimmed = LogPosition.START;
    }

    /**
     * @param reach how far back the recent ones are complete
     * @param closing run when it is closed
     */
    public RevocationLog log(Duration reach, Runnable closing) {
        return new RevocationLog() {
            @Override
            public Optional<List<LoggedRevocation>> after(LogPosition position, int limit) {
                return read(() -> isThere(position)
                        ? Optional.of(state.log.stream()
                                .filter(entry -> entry.position().isAfter(position))
                                .limit(limit)
                                .toList())
                        : Optional.empty());
            }

            @Override
            public Recent recent(int limit) {
                return read(() -> new Recent(
                        state.recent.subList(Math.max(0, state.recent.size() - limit), state.recent.size()),
                        end(),
                        clock - reach.toMillis()));
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

    private boolean isThere(LogPosition position) {
        return position.equals(state.trimmed)
                || state.log.stream().anyMatch(entry -> entry.position().equals(position));
    }

    private LogPosition end() {
        return state.log.isEmpty()
                ? state.trimmed
                : state.log.get(state.log.size() - 1).position();
    }

    private <T> T read(Supplier<T> read) {
        if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new StackOverflowError();
        }
        if (isLogHidden) {
            throw new IllegalStateException("Redis does not answer");
        }
        synchronized (this) {
            return read.get();
        }
    }
}
