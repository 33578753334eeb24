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

/** Follows the log of revocations with one thread, for everybody connected to this node. */
final class RevocationTail implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RevocationTail.class);

    private static final int LARGEST_BATCH = 1_000;

    /** However long Redis was away: what is revoked first when it is back is to be seen as soon as ever. */
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
        // Much smaller than the history, or a reader that is up to date would be overtaken by a single batch and cut.
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

    /** Before the web server, and until after it. */
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
            // Not even an Error may end the thread: nothing would begin it again.
            failed(e);
        }
    }

    private void load(RevocationLog log) {
        long began = ticker.read();
        RevocationLog.Recent recent = log.recent(maxHistory + 1);
        // Until that is done, this view is no younger than it was, and nobody takes it for fresh.
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
            readTo = null; // a gap: what is missing stands among the recent ones
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

    /** How long ago the latest reading of the log began that reached its end; empty if there was none. */
    Optional<Duration> age() {
        RevocationSnapshot view = history.current();
        return view == null ? Optional.empty() : Optional.of(Duration.ofNanos(ticker.read() - view.asOf()));
    }

    /** Whether new readers are told of fewer revocations than they should be, because there were too many. */
    boolean isShortened() {
        return history.isShortened();
    }

    /** Whether services would notice that the log is not being read. */
    boolean isBehind(Duration heartbeat) {
        return age().map(age -> age.toNanos() > TimeUnit.SECONDS.toNanos(2) + heartbeat.toNanos())
                .orElse(true);
    }
}
