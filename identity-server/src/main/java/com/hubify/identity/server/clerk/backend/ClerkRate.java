package com.hubify.identity.server.clerk.backend;

import java.time.Duration;

/** Our share of the calls that Clerk allows for one secret key, over all nodes. */
interface ClerkRate {

    /** The time for which Clerk counts calls. */
    Duration WINDOW = Duration.ofSeconds(10);

    /** Takes one call. False if all of this time are taken. */
    boolean take();
}
