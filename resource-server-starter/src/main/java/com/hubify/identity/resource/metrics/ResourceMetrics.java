package com.hubify.identity.resource.metrics;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * Where the starter's figures go. Names begin with {@code hubify.resource.}; a tag's value is one of a few fixed words and
 * never anything a caller sent. What is counted often asks for its counter once and keeps it.
 */
public interface ResourceMetrics {

    /** For services without Micrometer. */
    ResourceMetrics NONE = new ResourceMetrics() {

        @Override
        public Runnable counter(String name, String... tags) {
            return () -> {};
        }

        @Override
        public Consumer<Duration> timer(String name, String... tags) {
            return time -> {};
        }

        @Override
        public void gauge(String name, String unit, DoubleSupplier value) {}
    };

    /**
     * Something to count: each run adds one.
     *
     * @param tags names and values in turn
     */
    Runnable counter(String name, String... tags);

    /**
     * Something that takes time.
     *
     * @param tags names and values in turn
     */
    Consumer<Duration> timer(String name, String... tags);

    /** Something that has a value at any moment, in the given unit. */
    void gauge(String name, String unit, DoubleSupplier value);
}
