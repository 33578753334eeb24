package com.hubify.identity.server.apikey.expiry;

import com.hubify.identity.server.apikey.ApiKeyId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps entries as long as the test runs. */
final class InMemoryExpiryNotices implements ExpiryNotices {

    private final Map<Entry, Instant> entries = new HashMap<>();

    synchronized Map<Entry, Instant> all() {
        return Map.copyOf(entries);
    }

    @Override
    public synchronized void enter(Entry next, Instant due, Instant now) {
        boolean isDue = entries.entrySet().stream()
                .anyMatch(entry -> entry.getKey().key().equals(next.key())
                        && !entry.getValue().isAfter(now.plus(TAKEN)));
        if (!isDue) {
            remove(next.key());
            entries.put(next, due);
        }
    }

    @Override
    public synchronized void remove(ApiKeyId key) {
        entries.keySet().removeIf(entry -> entry.key().equals(key));
    }

    @Override
    public synchronized List<Entry> takeDue(Instant now) {
        List<Entry> due = entries.entrySet().stream()
                .filter(entry -> !entry.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .limit(100)
                .toList();
        due.forEach(entry -> entries.put(entry, now.plus(TAKEN)));
        return due;
    }

    @Override
    public synchronized void replace(Entry done, Entry next, Instant due) {
        if (entries.remove(done) != null) {
            entries.put(next, due);
        }
    }

    @Override
    public synchronized void finish(Entry entry) {
        entries.remove(entry);
    }
}
