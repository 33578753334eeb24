package com.hubify.identity.resource.quota;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Settles while the service runs, and once more when it stops, to give back what is left. */
final class SettlerThread implements SmartLifecycle {

    /** At least so long between two settlements, in milliseconds, however fast permits are used up. */
    private static final long GAP = 50;

    /** The same while the identity server does not answer. */
    private static final long GAP_ALONE = 1_000;

    /** Longest time that a service takes to stop because of it. */
    private static final Duration SHUTDOWN = Duration.ofSeconds(3);

    private final Optional<Settler> settler;
    private final Duration interval;
    private final Semaphore calls = new Semaphore(0);
    private CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Thread thread;

    /** @param settler empty if nothing is counted */
    SettlerThread(Optional<Settler> settler, Quotas quotas, Duration interval) {
        this.settler = settler;
        this.interval = interval;
        quotas.calling(calls::release);
    }

    @Override
    public synchronized void start() {
        if (thread == null && settler.isPresent()) {
            CountDownLatch end = new CountDownLatch(1);
            Settler known = settler.get();
            Thread begun = new Thread(() -> run(known, end), "hubify-limits");
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
        calls.release();
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

    /** Why limits are this service's own, as a sentence for health; empty if they are shared, or nothing is counted. */
    Optional<String> trouble() {
        return settler.filter(Settler::isAlone)
                .map(alone ->
                        "local: the identity server does not settle limits with this service, so that each budget goes on"
                                + " with " + alone.share() + " % of its limit");
    }

    /** Stopped after the last request. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void run(Settler known, CountDownLatch end) {
        try {
            long all = System.nanoTime();
            while (!end.await(known.isAlone() ? GAP_ALONE : GAP, TimeUnit.MILLISECONDS)) {
                long wait = all + interval.toNanos() - System.nanoTime();
                boolean isCalled = calls.tryAcquire(Math.max(0, wait), TimeUnit.NANOSECONDS) && wait > 0;
                calls.drainPermits();
                if (isCalled && !known.isAlone() && end.getCount() > 0) {
                    known.settleCalled();
                } else {
                    known.settle(end.getCount() == 0);
                    all = System.nanoTime();
                }
            }
            known.settle(true);
        } catch (InterruptedException e) {
            // Stopped by other means; the permits of this minute are lost.
        }
    }
}
