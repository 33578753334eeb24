package com.hubify.identity.server.explanation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.server.background.BackgroundWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Explanations that wait to be written, off the request path and in batches. Attack: a flood of refusals, to fill the memory, to keep
 * Redis busy, or to displace what an owner needs. So a minute has room for few of each network and each owner, and strangers have a
 * queue of their own. What finds no room is dropped: the audit trail counts it.
 */
@Component
class ExplanationQueue {

    static final int OF_NETWORK = 30;
    static final int OF_OWNER = 60;

    /** In about 1 MB and 3 MB. */
    static final int STRANGERS = 1_000;

    static final int OWNERS = 3_000;

    private static final int MOST_COUNTED = 10_000;
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Explanations explanations;
    private final BlockingQueue<Explanation> strangers = new ArrayBlockingQueue<>(STRANGERS);
    private final BlockingQueue<Explanation> owners = new ArrayBlockingQueue<>(OWNERS);
    private final Cache<String, AtomicInteger> networkCounts;
    private final Cache<String, AtomicInteger> ownerCounts;

    @Autowired
    ExplanationQueue(Explanations explanations, BackgroundWork background) {
        this(explanations, Ticker.systemTicker());
        background.repeat("refusal-explanations", "Writing explanations of refusals", EVERY, this::write);
    }

    ExplanationQueue(Explanations explanations, Ticker ticker) {
        this.explanations = explanations;
        this.networkCounts = counts(ticker);
        this.ownerCounts = counts(ticker);
    }

    /** Never waits. */
    void add(Explanation refused) {
        Shelf shelf = refused.shelves().get(0);
        boolean isStranger = shelf.isOfStranger();
        Cache<String, AtomicInteger> counts = isStranger ? networkCounts : ownerCounts;
        String who = isStranger ? refused.service() + " " + refused.network() : shelf.name();
        int counted = counts.get(who, first -> new AtomicInteger()).incrementAndGet();
        if (counted <= (isStranger ? OF_NETWORK : OF_OWNER)) {
            boolean unused = (isStranger ? strangers : owners).offer(refused);
        }
    }

    /** Writes all that wait. What can't be written now waits on, as far as there is room. */
    void write() {
        List<Explanation> waiting = new ArrayList<>();
        owners.drainTo(waiting);
        strangers.drainTo(waiting);
        if (waiting.isEmpty()) {
            return;
        }
        try {
            explanations.add(waiting);
        } catch (DataAccessException e) {
            waiting.forEach(this::again);
            throw e;
        }
    }

    private void again(Explanation refused) {
        boolean unused = (refused.shelves().get(0).isOfStranger() ? strangers : owners).offer(refused);
    }

    private static Cache<String, AtomicInteger> counts(Ticker ticker) {
        return Caffeine.newBuilder()
                .maximumSize(MOST_COUNTED)
                .expireAfterWrite(Duration.ofMinutes(1))
                .ticker(ticker)
                .build();
    }
}
