package com.hubify.identity.resource.use;

import com.github.benmanes.caffeine.cache.Ticker;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports what was counted. What can't be reported after a few attempts is dropped: no request depends on it, and an outage must
 * not fill the memory. For one thread at a time.
 */
final class UseReports {

    private static final Logger log = LoggerFactory.getLogger(UseReports.class);

    private static final int ATTEMPTS = 5;

    /** Of at most 48 KiB each; of more, the oldest are dropped. */
    static final int MOST_WAITING = 100;

    /** Until a server that takes no reports is asked again: it may have been replaced by a newer one. */
    static final Duration PAUSE = Duration.ofHours(1);

    private final KeyUses uses;
    private final Function<UseBatch, UseConnection.Outcome> connection;
    private final SecureRandom random;
    private final Ticker ticker;
    private final Deque<UseBatch> waiting = new ArrayDeque<>();
    private int failures;
    private boolean isPausing;
    private boolean hasWarned;
    private long pausedAt;

    UseReports(KeyUses uses, Function<UseBatch, UseConnection.Outcome> connection, SecureRandom random, Ticker ticker) {
        this.uses = uses;
        this.connection = connection;
        this.random = random;
        this.ticker = ticker;
    }

    /** Reports what was counted since the last time, and what could not be reported then. */
    void send() {
        waiting.addAll(UseBatch.of(uses.take(), random));
        while (waiting.size() > MOST_WAITING) {
            waiting.remove();
        }
        if (isPausing && ticker.read() - pausedAt < PAUSE.toNanos()) {
            waiting.clear();
        }
        boolean goesOn = true;
        while (goesOn && !waiting.isEmpty()) {
            goesOn = send(waiting.element());
        }
    }

    private boolean send(UseBatch batch) {
        switch (connection.apply(batch)) {
            case TAKEN, REFUSED -> {
                waiting.remove();
                isPausing = false;
                failures = 0;
                return true;
            }
            case FAILED -> {
                failures++;
                if (failures == ATTEMPTS) {
                    failures = 0;
                    waiting.remove();
                }
                return false;
            }
            case NOT_WANTED -> pause();
        }
        return false;
    }

    private void pause() {
        waiting.clear();
        isPausing = true;
        pausedAt = ticker.read();
        if (!hasWarned) {
            hasWarned = true;
            log.info(
                    "The identity server takes no reports on the use of API keys from this service. It may be older than"
                            + " the service, or the client hubify.resource.client-id lacks introspection: true");
        }
    }
}
