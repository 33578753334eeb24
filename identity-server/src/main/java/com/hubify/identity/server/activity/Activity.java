package com.hubify.identity.server.activity;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened with a person's account.
 *
 * @param kind in words of ours, such as {@code key-created}; the name of its text, too
 * @param at when, or when for the last time
 * @param first when for the first time; null if it happened once
 * @param about what it is about: a key, a client, a browser, an address, a reference; never a secret
 */
record Activity(String kind, long at, @Nullable Long first, Map<String, String> about) {

    /** In characters, of each value. Some are told by others, such as an address by a proxy. */
    private static final int LONGEST = 200;

    Activity {
        Objects.requireNonNull(kind);
        about = about.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, it -> cut(it.getValue())));
    }

    static Activity of(String kind, Instant at, Map<String, String> about) {
        return new Activity(kind, at.getEpochSecond(), null, about);
    }

    Instant time() {
        return Instant.ofEpochSecond(at);
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST));
    }
}
