package com.hubify.identity.resource.use;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Reports to the identity server while the service runs, and once more when it stops. */
public final class UseReporter implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(UseReporter.class);

    /** Longest time that a service takes to stop because of it. */
    private static final Duration SHUTDOWN = Duration.ofSeconds(3);

    private final String name;
    private final Optional<Runnable> reports;
    private final Duration interval;
    private CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Thread thread;

    /**
     * Reports from a thread of its own.
     *
     * @param name the thread's
     * @param reports empty if nothing is reported
     * @param interval about how long it waits between two reports
     */
    public UseReporter(String name, Optional<Runnable> reports, Duration interval) {
        this.name = name;
        this.reports = reports;
        this.interval = interval;
    }

    @Override
    public synchronized void start() {
        if (thread == null && reports.isPresent()) {
            CountDownLatch end = new CountDownLatch(1);
            Runnable source = reports.get();
            Thread begun = new Thread(() -> run(source, end), name);
            begun.setDaemon(true);
            ended = end;
            thread = begun;
            begun.start();
        }
    }

    @Override
    public synchronized void stop() {
        Thread last = thread;
        thread = null;
        ended.countDown();
        try {
            if (last != null) {
                last.join(SHUTDOWN.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Stopped after the last request. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void run(Runnable source, CountDownLatch end) {
        try {
            while (!end.await(jittered().toNanos(), TimeUnit.NANOSECONDS)) {
                send(source);
            }
            send(source);
        } catch (InterruptedException e) {
            // Stopped by other means; what was counted since the last report is lost.
        }
    }

    private static void send(Runnable source) {
        try {
            source.run();
        } catch (RuntimeException e) {
            log.debug("Nothing could be reported", e);
        }
    }

    // A hundred services that were started at once must not report at once.
    private Duration jittered() {
        double share = 0.8 + 0.4 * ThreadLocalRandom.current().nextDouble();
        return Duration.ofNanos((long) (interval.toNanos() * share));
    }
}
