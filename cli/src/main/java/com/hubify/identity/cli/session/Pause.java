package com.hubify.identity.cli.session;

import java.time.Duration;

/** Waiting, handed in like the clock, so that tests need not wait. */
@FunctionalInterface
public interface Pause {

    /** Waits; an interrupt ends the wait early and stays set. */
    void during(Duration time);
}
