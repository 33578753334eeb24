package com.hubify.identity.resource.metrics;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/** Metrics that a test reads: name and tag values, separated by spaces. */
public final class CountingMetrics implements ResourceMetrics {

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    public long count(String name) {
        return counts.computeIfAbsent(name, key -> new LongAdder()).sum();
    }

    @Override
    public Runnable counter(String name, String... tags) {
        StringBuilder key = new StringBuilder(name);
        for (int i = 1; i < tags.length; i += 2) {
            key.append(' ').append(tags[i]);
        }
        return counts.computeIfAbsent(key.toString(), any -> new LongAdder())::increment;
    }

    @Override
    public Consumer<Duration> timer(String name, String... tags) {
        Runnable counter = counter(name, tags);
        return time -> counter.run();
    }

    @Override
    public void gauge(String name, String unit, DoubleSupplier value) {}
}
