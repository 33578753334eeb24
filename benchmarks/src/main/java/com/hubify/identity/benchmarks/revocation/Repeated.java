package com.hubify.identity.benchmarks.revocation;

import java.util.concurrent.atomic.AtomicBoolean;

/** Work that is done again and again while the soak lasts. */
interface Repeated {

    /** Once, with the pause that belongs to it. */
    void once() throws InterruptedException;

    default void repeatUntil(AtomicBoolean over) {
        try {
            while (!over.get()) {
                once();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
