package com.hubify.identity.resource.revocation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * Meters of the feed.
 *
 * @param received revocations received
 * @param reconnects connections that ended
 * @param lag time from a heartbeat's date until it is known here; an upper bound, since the server's clock is known to a round
 *     trip only
 */
record RevocationMetrics(Counter received, Counter reconnects, Timer lag) {

    private static final String NAME = "hubify.resource.revocations.";

    static RevocationMetrics of(MeterRegistry registry, RevocationView view) {
        Gauge.builder(NAME + "staleness", view, known -> seconds(known.staleness()))
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
        return new RevocationMetrics(
                registry.counter(NAME + "received"),
                registry.counter(NAME + "reconnects"),
                registry.timer(NAME + "lag"));
    }

    private static double seconds(Duration staleness) {
        return staleness.equals(RevocationView.FOREVER) ? Double.POSITIVE_INFINITY : staleness.toNanos() / 1e9;
    }
}
