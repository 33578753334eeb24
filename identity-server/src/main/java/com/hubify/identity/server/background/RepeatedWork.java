package com.hubify.identity.server.background;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A step that is repeated on a daemon thread. Whatever makes it fail, it is repeated; an outage is logged once. */
public final class RepeatedWork {

    private static final Logger LOG = LoggerFactory.getLogger(RepeatedWork.class);

    /** Does all that is due. */
    @FunctionalInterface
    public interface Step {

        /** @throws InterruptedException when the server stops */
        void run() throws InterruptedException;
    }

    private final String name;
    private final String what;
    private final Duration every;
    private final Step step;
    private final Semaphore woken = new Semaphore(0);
    private @Nullable Thread thread;
    private boolean isFailing;

    RepeatedWork(String name, String what, Duration every, Step step) {
        this.name = name;
        this.what = what;
        this.every = every;
        this.step = step;
    }

    /** Has the step run at once, or again if it is running. */
    public void wake() {
        woken.release();
    }

    synchronized void begin() {
        if (thread == null) {
            thread = new Thread(this::repeat, name);
            thread.setDaemon(true);
            thread.start();
        }
    }

    synchronized void end() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    private void repeat() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                woken.drainPermits();
                once();
                // Whether by being woken or not, the next one is due.
                boolean unused = woken.tryAcquire(every.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void once() throws InterruptedException {
        try {
            step.run();
            if (isFailing) {
                LOG.info("{} works again", what);
            }
            isFailing = false;
        } catch (RuntimeException | Error e) {
            // Redis' client wraps an interruption.
            if (!isFailing && !Thread.currentThread().isInterrupted()) {
                LOG.warn("{} fails, and is repeated until it works: {}", what, e.toString());
            }
            isFailing = true;
        }
    }
}
