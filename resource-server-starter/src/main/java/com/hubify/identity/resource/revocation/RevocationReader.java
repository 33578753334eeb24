package com.hubify.identity.resource.revocation;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.resource.issuer.AnotherIssuer;
import com.hubify.identity.resource.issuer.IssuerStanding;
import com.hubify.identity.resource.revocation.RevocationConnection.Opened;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the feed, one connection after the other, each going on where the last one left off. A line that has fallen silent
 * is dropped, since it may have been dead for long. For one thread at a time.
 */
final class RevocationReader {

    private static final Logger log = LoggerFactory.getLogger(RevocationReader.class);

    // What is silent for this many heartbeats is dead.
    private static final int PATIENCE = 3;

    // A server may have much to look up before it begins.
    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(10);

    // A server that can't read the log itself lets us wait for it, and tells us as soon as it can. We come back to
    // it at once, or the first revocations after an outage would be seen late.
    private static final long LASTING = Duration.ofSeconds(1).toNanos();

    private final RevocationConnection connection;
    private final RevocationView view;
    private final RevocationPosition position = new RevocationPosition();
    private final RevocationMetrics metrics;
    private final RevocationOutage outage;
    private final RevocationBackoff backoff;
    private final Ticker ticker;

    RevocationReader(
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

    IssuerStanding standing() {
        return outage.standing();
    }

    /** Reads one connection to its end. Says how long to wait before the next. */
    Duration read() throws InterruptedException {
        try (Opened opened = connection.open(position)) {
            read(opened);
            return pause(Duration.ZERO);
        } catch (RevocationFeedLost e) {
            return lost(e.standing(), e, e.retryAfter());
        } catch (AnotherIssuer e) {
            return lost(IssuerStanding.ANOTHER_ISSUER, e, Duration.ZERO);
        } catch (IOException e) {
            return lost(IssuerStanding.UNREACHABLE, e, Duration.ZERO);
        } catch (RuntimeException | Error e) {
            // Whatever it was, a service must not stop to hear of revocations, and nothing begins an
            // ended thread again.
            return lost(IssuerStanding.UNUSABLE, e, Duration.ZERO);
        }
    }

    private void read(Opened opened) throws IOException, InterruptedException {
        try {
            read(opened.stream(), new RevocationEvents(view, ticker, metrics, position, opened.requestedAt()));
        } finally {
            if (ticker.read() - opened.requestedAt() >= LASTING) {
                backoff.reset();
            }
        }
    }

    private void read(RevocationStream stream, RevocationEvents events) throws IOException, InterruptedException {
        EventStreamParser parser = new EventStreamParser(events);
        try {
            long heardAt = ticker.read();
            for (var piece = stream.next(patience(events)); piece.isPresent(); ) {
                if (take(piece.get(), parser, events)) {
                    heardAt = ticker.read();
                }
                piece = stream.next(patience(events).minusNanos(ticker.read() - heardAt));
            }
        } catch (RevocationFeedLost e) {
            throw e;
        } catch (IOException e) {
            // Lines break, and servers end them in good order when our token expires. An outage begins when the next
            // one cannot be had.
            log.debug("The feed of revocations broke", e);
        }
        if (!events.isReady()) {
            throw new IOException("The feed ended before it was complete");
        }
    }

    /** Whether it held an event; comments keep a line open whose sender no longer knows anything. */
    private boolean take(List<ByteBuffer> piece, EventStreamParser parser, RevocationEvents events)
            throws RevocationFeedLost {
        long before = events.count();
        try {
            for (ByteBuffer bytes : piece) {
                parser.read(bytes);
            }
        } catch (RevocationFeedLost e) {
            throw e;
        } catch (IOException e) {
            throw new RevocationFeedLost(IssuerStanding.UNUSABLE, String.valueOf(e.getMessage()));
        }
        if (events.isReady()) {
            outage.over();
        }
        return events.count() != before;
    }

    private static Duration patience(RevocationEvents events) {
        return events.isReady() ? events.heartbeat().multipliedBy(PATIENCE) : FIRST_PATIENCE;
    }

    private Duration lost(IssuerStanding standing, Throwable cause, Duration retryAfter) throws InterruptedException {
        // Whoever stops us also breaks what we are waiting for.
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        outage.began(standing, cause);
        return pause(retryAfter);
    }

    private Duration pause(Duration retryAfter) {
        metrics.reconnects().increment();
        return backoff.next(retryAfter);
    }
}
