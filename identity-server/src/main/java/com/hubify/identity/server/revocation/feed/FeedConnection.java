package com.hubify.identity.server.revocation.feed;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.server.revocation.LogPosition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connected service: a thread that mostly waits, and a position in the shared history. */
final class FeedConnection implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(FeedConnection.class);

    /** After this the connection is closed: another node may be able to read the log. */
    private static final Duration LONGEST_WAIT_FOR_LOG = Duration.ofSeconds(5);

    /** Longest regular time for reading the log, also on a busy machine. */
    private static final Duration SHORT_WAIT_FOR_LOG = Duration.ofSeconds(1);

    /**
     * After this time a comment is sent. Without it, the service would connect to another node, and occupy two connections.
     */
    private static final Duration SILENCE = Duration.ofMillis(200);

    /** A comment of the event stream, which also flushes the headers. */
    private static final byte[] WAITING = ": waiting for the log\n".getBytes(StandardCharsets.US_ASCII);

    private static final int CHUNK = 16 * 1024;

    /** Receives the events. */
    interface Outlet {

        /** Sends and flushes; blocks while the service does not read. */
        void send(byte[] text, int events) throws IOException;

        void close();
    }

    /** @param writeTimeout longest time for sending */
    record Limits(Duration heartbeat, Duration writeTimeout) {}

    private final RevocationHistory history;
    private final FeedPass pass;
    private final @Nullable LogPosition resumeAt;
    private final BooleanSupplier isOpen;
    private final Outlet outlet;
    private final Limits limits;
    private final Ticker ticker;
    private final long acceptedAt;
    private boolean killed;

    FeedConnection(
            RevocationHistory history,
            FeedPass pass,
            Optional<LogPosition> resumeAt,
            BooleanSupplier isOpen,
            Outlet outlet,
            Limits limits,
            Ticker ticker) {
        this.history = history;
        this.pass = pass;
        this.resumeAt = resumeAt.orElse(null);
        this.isOpen = isOpen;
        this.outlet = outlet;
        this.limits = limits;
        this.ticker = ticker;
        this.acceptedAt = ticker.read();
    }

    @Override
    public void run() {
        try {
            // A reading from before the request may lack revocations acknowledged since.
            RevocationSnapshot view = history.awaitReadAfter(acceptedAt, SILENCE.toNanos());
            if (view == null) {
                view = keepWaiting();
            }
            if (view != null && !pass.isRevoked()) {
                follow(view, begin(view));
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("A service has disconnected from the revocation feed: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            outlet.close();
        }
    }

    /**
     * Waits until the log is read again. After more than a short time the connection is closed (null), and the service
     * reconnects: it dates events from its request, so everything on this connection would look older by the time waited.
     */
    private @Nullable RevocationSnapshot keepWaiting() throws IOException, InterruptedException {
        long began = ticker.read();
        write(WAITING, 0);
        RevocationSnapshot view = history.awaitReadAfter(acceptedAt, LONGEST_WAIT_FOR_LOG.toNanos());
        return ticker.read() - began > SHORT_WAIT_FOR_LOG.toNanos() ? null : view;
    }

    private LogPosition begin(RevocationSnapshot view) throws IOException {
        LogPosition known = resumeAt;
        boolean resumed = known != null && view.reachesBackTo(known);
        if (known != null && resumed) {
            send(view.after(known), true);
        } else {
            send(view.all(), false);
        }
        // Rounded up here and down in heartbeats, so that the difference is never too large.
        write(
                RevocationEvent.ready(
                        view.end(),
                        view.asOfMillis() + 1,
                        TimeUnit.MILLISECONDS.toSeconds(view.sinceMillis()) + 1,
                        limits.heartbeat().toMillis(),
                        resumed),
                0);
        return view.end();
    }

    private void follow(RevocationSnapshot first, LogPosition from) throws IOException, InterruptedException {
        RevocationSnapshot view = first;
        LogPosition position = from;
        while (isOpen.getAsBoolean() && !killed && !pass.isExpired()) {
            RevocationSnapshot next =
                    history.awaitChange(view, limits.heartbeat().toNanos());
            if (!next.continues(view, position)) {
                return;
            }
            send(next.after(position), true);
            if (next.beats() != view.beats()) {
                write(RevocationEvent.heartbeat(next.asOfMillis()), 0);
            }
            position = next.end();
            view = next;
        }
    }

    private void send(Iterable<RevocationEvent> events, boolean withPosition) throws IOException {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        int count = 0;
        for (RevocationEvent event : events) {
            if (withPosition) {
                event.writeTo(chunk);
            } else {
                event.writeWithoutPositionTo(chunk);
            }
            killed |= event.kills(pass.lineage());
            count++;
            if (chunk.size() >= CHUNK) {
                write(chunk.toByteArray(), count);
                chunk.reset();
                count = 0;
            }
        }
        if (chunk.size() > 0) {
            write(chunk.toByteArray(), count);
        }
    }

    private void write(byte[] text, int events) throws IOException {
        long began = ticker.read();
        outlet.send(text, events);
        if (ticker.read() - began > limits.writeTimeout().toNanos()) {
            throw new IOException("it reads too slowly");
        }
    }
}
