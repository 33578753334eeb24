package com.hubify.clerk.directory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Objects by id, in the order they came. Bounded: the oldest goes for one too many. */
final class Records<T> {

    private final int limit;
    private final Map<String, T> byId = new LinkedHashMap<>();

    Records(int limit) {
        this.limit = limit;
    }

    synchronized Optional<T> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    synchronized List<T> all() {
        return List.copyOf(byId.values());
    }

    synchronized boolean isFull() {
        return byId.size() >= limit;
    }

    synchronized void put(String id, T value) {
        if (!byId.containsKey(id) && isFull()) {
            byId.remove(byId.keySet().iterator().next());
        }
        byId.put(id, value);
    }

    synchronized void remove(String id) {
        byId.remove(id);
    }
}
