package com.hubify.identity.resource.revocation;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.resource.issuer.AnotherIssuer;
import com.hubify.identity.resource.issuer.IssuerStanding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the feed, one connection after the other, each resuming where the last one ended. A silent connection is dropped, since
 * it may have been dead for long. For one thread at a time.
 */
final class RevocationReader {

    private static final Logger log = LoggerFactory.getLogger(RevocationReader.class);

    // A connection is dropped after this many heartbeats of silence.
    private static final int PATIENCE = 3;

    // A server may have much to look up before it begins.
    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(10);

    // A connection that lasted so long resets the backoff. A server in an outage of its own keeps the connection
    // waiting; without the reset the first revocations afterwards would be seen late.
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

    /** Reads one connection to its end. Returns how long to wait before the next. */
    Duration read() throws InterruptedException {
        try (RevocationStream stream = connection.open(position)) {
            read(stream);
            return pause(Duration.ZERO);
        } catch (RevocationFeedLost e) {
            return lost(e.standing(), e, e.retryAfter());
        } catch (AnotherIssuer e) {
            return lost(IssuerStanding.ANOTHER_ISSUER, e, Duration.ZERO);
        } catch (IOException e) {
            return lost(IssuerStanding.UNREACHABLE, e, Duration.ZERO);
        } catch (RuntimeException | Error e) {
            // Must not end the thread: nothing would read revocations any more.
            return lost(IssuerStanding.UNUSABLE, e, Duration.ZERO);
        }
    }

    private void read(RevocationStream stream) throws IOException, InterruptedException {
        try {
            read(stream, new RevocationEvents(view, ticker, metrics, position, stream.requestedAt()));
        } finally {
            if (ticker.read() - stream.requestedAt() >= LASTING) {
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
            // Connections break, and servers end them when the access token expires. An outage begins when the next
            // one can't be opened.
            log.debug("The connection to the revocation feed ended", e);
        }
        if (!events.isReady()) {
            throw new IOException("The feed ended before it was complete");
        }
    }

    /** Whether it held an event: a sender in an outage of its own still sends comments. */
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
        // Stopping the feed also breaks its connection.
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
