package com.hubify.identity.resource.revocation;

import com.hubify.identity.resource.issuer.IssuerStanding;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Reads the revocation feed on a thread of its own for as long as the service runs. */
public final class RevocationFeed implements SmartLifecycle {

    private static final Duration SHUTDOWN = Duration.ofSeconds(1);

    private final Optional<RevocationReader> source;
    private volatile @Nullable Thread thread;

    /** @param source empty without client credentials */
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

    /** Started before the first request is served, and stopped after the last. */
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
            // The feed was stopped.
        }
    }
}
