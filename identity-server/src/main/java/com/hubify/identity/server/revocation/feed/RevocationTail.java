package com.hubify.identity.server.revocation.feed;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.server.revocation.LogPosition;
import com.hubify.identity.server.revocation.LoggedRevocation;
import com.hubify.identity.server.revocation.RevocationLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;

/** Follows the revocation log with one thread, for all connections of this node. */
final class RevocationTail implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RevocationTail.class);

    private static final int LARGEST_BATCH = 1_000;

    /** No backoff: after an outage of Redis, the first revocation must be seen without delay. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    private final Supplier<RevocationLog> opening;
    private final RevocationHistory history;
    private final LostRevocations lost;
    private final int maxHistory;
    private final int batch;
    private final Ticker ticker;

    private volatile @Nullable Thread thread;
    private @Nullable LogPosition readTo;
    private boolean isFailing;

    RevocationTail(
            Supplier<RevocationLog> opening,
            RevocationHistory history,
            LostRevocations lost,
            int maxHistory,
            Ticker ticker) {
        this.opening = opening;
        this.history = history;
        this.lost = lost;
        this.maxHistory = maxHistory;
        // Much smaller than the history, or a single batch could overtake an up-to-date connection, which would then
        // have to restart.
        this.batch = Math.max(1, Math.min(LARGEST_BATCH, maxHistory / 4));
        this.ticker = ticker;
    }

    @Override
    public void start() {
        readTo = null;
        Thread reader = new Thread(this::follow, "revocation-log");
        reader.setDaemon(true);
        thread = reader;
        reader.start();
    }

    @Override
    public void stop() {
        Thread reader = thread;
        thread = null;
        if (reader != null) {
            LockSupport.unpark(reader);
            try {
                reader.join(LONGEST_STOP.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Starts before the web server, and stops after it. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void follow() {
        try (RevocationLog log = opening.get()) {
            while (thread == Thread.currentThread()) {
                step(log);
            }
        }
    }

    private void step(RevocationLog log) {
        try {
            if (readTo == null) {
                load(log);
            } else {
                read(log, readTo);
            }
            lost.publishUnread();
            if (isFailing) {
                LOG.info("The revocation log can be read again");
                isFailing = false;
            }
        } catch (RuntimeException | Error e) {
            // Not even an Error may end the thread: nothing would restart it.
            failed(e);
        }
    }

    private void load(RevocationLog log) {
        long began = ticker.read();
        RevocationLog.Recent recent = log.recent(maxHistory + 1);
        // Until then, the current snapshot keeps its age.
        if (lost.restore(recent)) {
            began = ticker.read();
            recent = log.recent(maxHistory + 1);
        }
        history.load(recent, began);
        readTo = recent.end();
    }

    private void read(RevocationLog log, LogPosition from) {
        long began = ticker.read();
        Optional<List<LoggedRevocation>> entries = log.after(from, batch);
        boolean isEnd = entries.isPresent() && entries.get().size() < batch;
        if (entries.isEmpty() || !history.append(entries.get(), isEnd ? began : null)) {
            readTo = null; // a gap: the missing ones are among the recent ones
        } else if (!entries.get().isEmpty()) {
            readTo = entries.get().get(entries.get().size() - 1).position();
        } else {
            log.await(from);
        }
    }

    private void failed(Throwable cause) {
        if (thread != Thread.currentThread()) {
            return;
        }
        if (!isFailing) {
            LOG.warn(
                    "The revocation log in Redis can't be read: {}",
                    NestedExceptionUtils.getMostSpecificCause(cause).toString(),
                    cause instanceof Error ? cause : null);
        }
        isFailing = true;
        LockSupport.parkNanos(PAUSE.toNanos());
    }

    /** Time since the latest complete reading of the log began; empty if there was none. */
    Optional<Duration> age() {
        RevocationSnapshot view = history.current();
        return view == null ? Optional.empty() : Optional.of(Duration.ofNanos(ticker.read() - view.asOf()));
    }

    /** Whether new connections get fewer revocations than they should, because there were too many. */
    boolean isShortened() {
        return history.isShortened();
    }

    /** Whether the log has not been read for so long that services notice. */
    boolean isBehind(Duration heartbeat) {
        return age().map(age -> age.toNanos() > TimeUnit.SECONDS.toNanos(2) + heartbeat.toNanos())
                .orElse(true);
    }
}
