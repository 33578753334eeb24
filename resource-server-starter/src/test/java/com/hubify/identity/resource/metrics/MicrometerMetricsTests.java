package com.hubify.identity.resource.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MicrometerMetricsTests {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ResourceMetrics metrics = new MicrometerMetrics(registry);

    @Test
    void countAndTimeAndShow() {
        metrics.counter("hubify.resource.things", "kind", "token").run();
        metrics.timer("hubify.resource.wait").accept(Duration.ofMillis(3));
        metrics.gauge("hubify.resource.age", "seconds", () -> 7);

        assertThat(registry.get("hubify.resource.things")
                        .tag("kind", "token")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("hubify.resource.wait").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(3);
        assertThat(registry.get("hubify.resource.age").gauge().value()).isEqualTo(7);
    }
}
