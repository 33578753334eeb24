package com.hubify.identity.server.apikey.change;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps reviews as long as the test runs. */
public final class InMemoryApiKeyReviews implements ApiKeyReviews {

    private final Map<Review, Instant> due = new LinkedHashMap<>();

    @Override
    public synchronized void schedule(Review review, Instant at) {
        due.put(review, at);
    }

    @Override
    public synchronized List<Review> takeDue(Instant now, Instant next) {
        List<Review> taken = due.entrySet().stream()
                .filter(entry -> !entry.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .limit(100)
                .toList();
        taken.forEach(review -> due.put(review, next));
        return taken;
    }

    @Override
    public synchronized void remove(Review review) {
        due.remove(review);
    }

    public synchronized Map<Review, Instant> due() {
        return Map.copyOf(due);
    }
}
