package com.hubify.identity.resource.refusal;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.resource.use.UseConnection.Outcome;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reports refused requests in batches. A batch that the identity server does not take is dropped: no request depends on it, and the
 * log has the refusals. For one thread at a time.
 */
final class RefusalReports {

    /** The server reads at most 200 refusals and 256 KiB. */
    static final int BATCH = 100;

    /** At most once an interval. */
    static final int BATCHES = 5;

    /** Until a server that takes no reports, such as an older one, is asked again. */
    static final Duration PAUSE = Duration.ofHours(1);

    private final RefusedRequests refused;
    private final Function<String, Outcome> connection;
    private final Clock clock;
    private final Ticker ticker;
    private boolean isPausing;
    private long pausedAt;

    RefusalReports(RefusedRequests refused, Function<String, Outcome> connection, Clock clock, Ticker ticker) {
        this.refused = refused;
        this.connection = connection;
        this.clock = clock;
        this.ticker = ticker;
    }

    void send() {
        boolean goesOn = true;
        for (int i = 0; goesOn && i < BATCHES; i++) {
            List<RefusedRequest> batch = refused.take(BATCH);
            goesOn = batch.size() == BATCH;
            if (!batch.isEmpty() && !(isPausing && ticker.read() - pausedAt < PAUSE.toNanos())) {
                send(batch);
            }
        }
    }

    private void send(List<RefusedRequest> batch) {
        List<Map<String, Object>> members =
                batch.stream().map(each -> each.members(clock.instant())).toList();
        isPausing = connection.apply(JSONObjectUtils.toJSONString(Map.of("refusals", members))) == Outcome.NOT_WANTED;
        pausedAt = ticker.read();
    }
}
