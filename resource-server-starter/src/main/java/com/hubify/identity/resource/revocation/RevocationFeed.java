package com.hubify.identity.resource.revocation;

import com.hubify.identity.resource.issuer.IssuerStanding;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Follows the revocations of the issuer for as long as the service runs, on a thread of its own. */
public final class RevocationFeed implements SmartLifecycle {

    private static final Duration SHUTDOWN = Duration.ofSeconds(1);

    private final Optional<RevocationReader> source;
    private volatile @Nullable Thread thread;

    /** @param source empty where the service has no credentials to read the feed with */
    public RevocationFeed(Optional<RevocationReader> source) {
        this.source = source;
    }

    public IssuerStanding standing() {
        return source.map(RevocationReader::standing).orElse(IssuerStanding.OFF);
    }

    @Override
    public synchronized void start() {
        if (thread == null && source.isPresent()) {
            RevocationReader reader = source.get();
            Thread begun = new Thread(() -> follow(reader), "hubify-revocations");
            begun.setDaemon(true);
            thread = begun;
            begun.start();
        }
    }

    @Override
    public synchronized void stop() {
        Thread ended = thread;
        thread = null;
        if (ended == null) {
            return;
        }
        ended.interrupt();
        try {
            ended.join(SHUTDOWN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Begins before the first request is served, and goes on until the last one has been. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void follow(RevocationReader reader) {
        try {
            while (thread == Thread.currentThread()) {
                TimeUnit.NANOSECONDS.sleep(reader.read().toNanos());
            }
        } catch (InterruptedException e) {
            // Stopped, perhaps to be started again with another thread.
        }
    }
}
