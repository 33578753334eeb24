package com.hubify.identity.server.limit;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;

/**
 * Counts what was refused to those who guess. Past the limit they are refused before their guess is checked, but for as many
 * of each node as the limit allows on average, evenly spread: others behind the same address are among these.
 */
public final class Failures {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Budgets budgets;
    private final Limit limit;
    private final Limit meanwhile;
    private final LocalBudgets checks;

    /** @param limit failures of one sender in a period, on all nodes together */
    public Failures(Budgets budgets, Limit limit, TimeMeter time) {
        this.budgets = budgets;
        this.limit = limit;
        this.meanwhile = spread(limit);
        this.checks = new LocalBudgets(time);
    }

    /** So many each second; of a limit that is lower than that, one in its part of the period. */
    private static Limit spread(Limit limit) {
        long eachSecond = limit.most() * SECOND.toMillis() / limit.period().toMillis();
        return eachSecond > 0
                ? new Limit(limit.name(), eachSecond, SECOND)
                : new Limit(limit.name(), 1, limit.period().dividedBy(limit.most()));
    }

    /** How long this sender must wait; empty if the next attempt may be checked. Costs no call of Redis. */
    public Optional<Duration> wait(String who) {
        if (budgets.look(limit, who).allowed()) {
            return Optional.empty();
        }
        Budget next = checks.take(meanwhile, who, 1);
        return next.allowed() ? Optional.empty() : Optional.of(next.retryAfter());
    }

    /** Counts one that was checked and refused. */
    public void count(String who) {
        budgets.take(limit, who, 1);
    }

    public Limit limit() {
        return limit;
    }
}
