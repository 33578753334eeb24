package com.hubify.identity.resource.quota;

import com.hubify.identity.resource.quota.Terms.Window;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one key, caller or organization at this service. It has permits, which the identity server has taken from the
 * budget that all services share. Without any, some requests are allowed on credit while enough is left, and where a caller is new;
 * they are settled at once. Runs for every request: nothing waits.
 */
final class Budget {

    /** Credit of a caller who is new here. */
    private static final long FIRST = 10;

    /** Of the part that is left for each service, what it may use before it has settled that. */
    private static final int CREDIT = 2;

    /** Of a limit, the last part, which is used by permits only. */
    private static final int LAST = 10;

    private static final long LEAST_HELD = 2;

    /** After that long without a request all permits are given back, for other services. */
    private static final long IDLE_MILLIS = 2_000;

    /** After that long it is no longer asked how much is left. */
    private static final long WATCHED_MILLIS = 10_000;

    private final String name;
    private final AtomicLong permits = new AtomicLong();
    private final LongAdder demand = new LongAdder();
    private volatile Terms terms;
    private volatile boolean isSettled;
    private volatile boolean isCounted = true;

    /** Whether the settling thread was woken since the last settlement. */
    private volatile boolean hasCalled;

    private volatile long leased;

    // Of the settling thread alone.
    private final LocalShare share = new LocalShare();
    private long recent;
    private long busyAt;

    Budget(String name, long millis) {
        this.name = name;
        this.terms = Terms.unknown(millis);
        this.busyAt = millis;
    }

    String name() {
        return name;
    }

    /** Takes one permit, or none on behalf of a budget that does not exist. */
    boolean take(long millis) {
        if (!isCounted) {
            return true;
        }
        demand.increment();
        long least = -credit(millis);
        // Looked at first: what refuses a flood must not write.
        if (permits.get() <= least) {
            return false;
        }
        if (permits.decrementAndGet() >= least) {
            return true;
        }
        permits.incrementAndGet();
        return false;
    }

    /** Takes back what was taken for a request that another budget refuses. */
    void putBack() {
        if (isCounted) {
            permits.incrementAndGet();
        }
    }

    /** Whether it is time to ask for more. True once until the next settlement. */
    boolean calls(long millis) {
        if (hasCalled
                || !isCounted
                || permits.get() > leased / 2
                || terms.at(millis).isExhausted()) {
            return false;
        }
        hasCalled = true;
        return true;
    }

    /** Whether it is to be settled before it is time. */
    boolean hasCalled() {
        return hasCalled;
    }

    /** The limit that ends first. */
    Window shown(long millis) {
        return terms.at(millis).shown();
    }

    String policy() {
        return terms.policy();
    }

    /** Requests that are left, as far as known here. */
    long remaining(long millis) {
        return Math.max(0, permits.get() + (terms.isLocal() ? 0 : shown(millis).remaining()));
    }

    private long credit(long millis) {
        Terms known = terms;
        if (known.isLocal()) {
            return 0;
        }
        if (!isSettled) {
            return FIRST;
        }
        Terms now = known.at(millis);
        long left = Math.min(now.minute().remaining(), now.day().remaining());
        return left < now.minute().limit() / LAST ? 0 : Math.min(left, Math.max(1, left / (CREDIT * now.holders())));
    }

    /**
     * What to settle now; null if nothing. For the settling thread.
     *
     * @param isLast whether all permits are given back
     */
    @Nullable
    Claim claim(long millis, boolean isLast) {
        long asked = demand.sumThenReset();
        recent = Math.max(asked, recent / 2);
        if (asked > 0) {
            busyAt = millis;
        }
        hasCalled = false;
        long held = permits.get() - share.given();
        long debt = Math.max(0, -held);
        // Permits of the minute before are used in this one: they are taken from this one, too.
        long carried = isSettled && !terms.isLocal() && millis >= terms.minute().reset() ? Math.max(0, leased) : 0;
        long target = isLast ? 0 : target(asked, millis);
        long surplus = Math.max(0, Math.max(0, held) - target);
        long wanted = Math.max(0, target - Math.max(0, held));
        boolean isWatched = isCounted && millis - busyAt < WATCHED_MILLIS;
        Claim claim = new Claim(this, debt, carried, share.earlier(), surplus, wanted);
        return !isWatched && claim.isEmpty() ? null : claim;
    }

    private long target(long asked, long millis) {
        if (millis - busyAt >= IDLE_MILLIS) {
            return 0;
        }
        // Others may need what is held here for the moment after next.
        boolean isScarce = millis < terms.minute().reset() && terms.isExhausted();
        return isScarce ? asked : Math.max(2 * recent, LEAST_HELD);
    }

    /** Gives up what a claim gives back, before it is sent: it must not be used here and elsewhere. */
    void surrender(Claim claim) {
        permits.addAndGet(-claim.surplus());
    }

    /** Takes over the identity server's answer to a claim. What a local share has allowed since the claim remains as debt. */
    void settled(Claim claim, long granted, Window minute, Window day, long holders) {
        terms = Terms.of(minute, day, holders, false);
        leased = permits.addAndGet(claim.debt() + granted - share.given());
        share.settle(claim);
        isSettled = true;
        isCounted = true;
    }

    /** The identity server knows no such budget. */
    void notCounted() {
        isCounted = false;
    }

    /**
     * Goes on without the identity server, with a part of each minute's limit. What was used on credit is part of it. A claim that
     * is answered ends it.
     */
    void standAlone(long millis, int percent) {
        Terms known = terms;
        Window minute = known.minute().at(millis);
        if (known.isLocal() && minute.equals(known.minute())) {
            return;
        }
        long held = permits.get();
        long used = known.isLocal() ? share.given() - held : 0;
        Window day = known.day().at(millis);
        share.end(used, day.equals(known.day()));
        long left = share.begin(minute, day.less(used), millis, percent);
        // Added and not set, since requests go on meanwhile.
        permits.addAndGet(left - held - (known.isLocal() ? 0 : Math.max(0, -held)));
        terms = Terms.of(minute.less(minute.limit()), day.less(used), known.holders(), true);
    }

    /** Whether it was not used for that long, so that it need not be kept. */
    boolean isIdle(long millis, long forMillis) {
        return demand.sum() == 0 && millis - busyAt >= forMillis;
    }
}
