package com.hubify.clerk.webhook;

import java.util.ArrayDeque;
import java.util.Deque;

/** Gathers attempts until the window closes, and makes them one after another, the last one first. */
final class ReverseOrder {

    private final Deque<Runnable> gathered = new ArrayDeque<>();

    /** True if this is the first one, and so opens the window. */
    synchronized boolean gather(Runnable attempt) {
        gathered.push(attempt);
        return gathered.size() == 1;
    }

    void close() {
        Deque<Runnable> due;
        synchronized (this) {
            due = new ArrayDeque<>(gathered);
            gathered.clear();
        }
        due.forEach(Runnable::run);
    }
}
