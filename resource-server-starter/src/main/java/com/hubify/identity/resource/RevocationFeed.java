package com.hubify.identity.resource;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.resource.RevocationConnection.Opened;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps the view of revocations up to date: reads the issuer's feed for as long as the service runs, goes on where a broken
 * line left off, and drops a line that has fallen silent, since it may have been dead for long.
 */
final class RevocationFeed implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RevocationFeed.class);

    // What is silent for this many heartbeats is dead.
    private static final int PATIENCE = 3;
    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(5);
    private static final Duration SHUTDOWN = Duration.ofSeconds(1);

    private final RevocationConnection connection;
    private final RevocationView view;
    private final RevocationPosition position = new RevocationPosition();
    private final RevocationMetrics metrics;
    private final RevocationOutage outage;
    private final RevocationBackoff backoff;
    private final Ticker ticker;
    private volatile @Nullable Thread reader;

    RevocationFeed(
            RevocationConnection connection,
            RevocationView view,
            RevocationMetrics metrics,
            RevocationBackoff backoff,
            Ticker ticker) {
        this.connection = connection;
        this.view = view;
        this.metrics = metrics;
        this.outage = new RevocationOutage(view);
        this.backoff = backoff;
        this.ticker = ticker;
    }

    RevocationStanding standing() {
        return outage.standing();
    }

    @Override
    public synchronized void start() {
        if (reader == null) {
            Thread thread = new Thread(this::follow, "hubify-revocations");
            thread.setDaemon(true);
            reader = thread;
            thread.start();
        }
    }

    @Override
    public synchronized void stop() {
        Thread thread = reader;
        reader = null;
        if (thread == null) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(SHUTDOWN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return reader != null;
    }

    /** Before the first request is served, and until the last one has been. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void follow() {
        try {
            while (isCurrent()) {
                Duration retryAfter = readToTheEnd();
                TimeUnit.NANOSECONDS.sleep(backoff.next(retryAfter).toNanos());
                metrics.reconnected();
            }
        } catch (InterruptedException e) {
            // Stopped, perhaps to be started again with another thread.
        }
    }

    private boolean isCurrent() {
        return reader == Thread.currentThread();
    }

    /** Reads one connection to its end. Says how long the issuer asks to wait before the next. */
    private Duration readToTheEnd() throws InterruptedException {
        try (Opened opened = connection.open(position)) {
            RevocationEvents events = new RevocationEvents(view, ticker, metrics, position, opened.requestedAt());
            return read(opened.stream(), events);
        } catch (RevocationFeedLost e) {
            return lost(e.standing(), e, e.retryAfter());
        } catch (IOException e) {
            return lost(RevocationStanding.UNREACHABLE, e, Duration.ZERO);
        } catch (RuntimeException e) {
            // Whatever it was, a service must not stop to hear of revocations.
            return lost(RevocationStanding.UNUSABLE, e, Duration.ZERO);
        }
    }

    private Duration read(RevocationStream stream, RevocationEvents events) throws IOException, InterruptedException {
        EventStreamParser parser = new EventStreamParser(events);
        try {
            long heardAt = ticker.read();
            for (var piece = stream.next(patience(events)); piece.isPresent(); ) {
                if (parse(piece.get(), parser, events)) {
                    heardAt = ticker.read();
                }
                piece = stream.next(patience(events).minusNanos(ticker.read() - heardAt));
            }
        } catch (RevocationFeedLost e) {
            throw e;
        } catch (IOException e) {
            log.debug("The feed of revocations broke", e);
        }
        if (!events.isReady()) {
            throw new IOException("The feed ended before it was complete");
        }
        return Duration.ZERO;
    }

    /** Whether it held an event; comments keep a line open whose sender no longer knows anything. */
    private boolean parse(List<ByteBuffer> piece, EventStreamParser parser, RevocationEvents events)
            throws RevocationFeedLost {
        long before = events.count();
        try {
            for (ByteBuffer bytes : piece) {
                parser.read(bytes);
            }
        } catch (RevocationFeedLost e) {
            throw e;
        } catch (IOException e) {
            throw new RevocationFeedLost(RevocationStanding.UNUSABLE, String.valueOf(e.getMessage()));
        }
        if (events.isReady()) {
            outage.over();
        }
        if (events.isBeating()) {
            backoff.reset();
        }
        return events.count() != before;
    }

    private Duration patience(RevocationEvents events) {
        return events.isReady() ? events.heartbeat().multipliedBy(PATIENCE) : FIRST_PATIENCE;
    }

    private Duration lost(RevocationStanding standing, Exception cause, Duration retryAfter)
            throws InterruptedException {
        if (!isCurrent()) {
            throw new InterruptedException();
        }
        outage.began(standing, cause);
        return retryAfter;
    }
}
