package com.hubify.identity.server.clerk.event;

import com.hubify.identity.server.background.BackgroundWork;
import com.hubify.identity.server.background.RepeatedWork;
import java.time.Duration;

/** Runs the worker on each node: at once when this node has taken an event, and every second for those of others. */
final class ClerkEventLoop {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final ClerkEventWorker worker;
    private final RepeatedWork work;

    ClerkEventLoop(ClerkEventWorker worker, BackgroundWork background) {
        this.worker = worker;
        this.work = background.repeat("clerk-events", "Handling events of Clerk", EVERY, worker::handleAll);
    }

    boolean wants(String type) {
        return worker.wants(type);
    }

    void wake() {
        work.wake();
    }
}
