package com.hubify.identity.resource.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/** Hands the starter's figures to Micrometer. */
public final class MicrometerMetrics implements ResourceMetrics {

    private final MeterRegistry registry;

    public MicrometerMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Runnable counter(String name, String... tags) {
        return registry.counter(name, tags)::increment;
    }

    @Override
    public Consumer<Duration> timer(String name, String... tags) {
        return registry.timer(name, tags)::record;
    }

    @Override
    public void gauge(String name, String unit, DoubleSupplier value) {
        Gauge.builder(name, value::getAsDouble)
                .baseUnit(unit)
                .strongReference(true)
                .register(registry);
    }
}
