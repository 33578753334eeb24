package com.hubify.identity.resource.revocation;

import com.hubify.identity.resource.metrics.ResourceMetrics;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Figures of the feed: how old the knowledge is, how many revocations came in, how often the line was opened again, and how
 * long the server's word took to get here (an upper bound, since its clock is only known to a round trip).
 */
final class RevocationMetrics {

    private static final String NAME = "hubify.resource.revocations.";

    private final Runnable received;
    private final Runnable reconnects;
    private final Consumer<Duration> lag;

    RevocationMetrics(ResourceMetrics metrics, RevocationView view) {
        metrics.gauge(NAME + "staleness", "seconds", () -> seconds(view.staleness()));
        this.received = metrics.counter(NAME + "received");
        this.reconnects = metrics.counter(NAME + "reconnects");
        this.lag = metrics.timer(NAME + "lag");
    }

    void received() {
        received.run();
    }

    void reconnected() {
        reconnects.run();
    }

    void lagged(Duration time) {
        lag.accept(time);
    }

    private static double seconds(Duration staleness) {
        return staleness.equals(RevocationView.FOREVER) ? Double.POSITIVE_INFINITY : staleness.toNanos() / 1e9;
    }
}
