package com.hubify.identity.server.reconciliation;

import com.hubify.identity.server.clerk.ClerkBackend;
import com.hubify.identity.server.clerk.ClerkUnavailable;
import java.time.Clock;
import java.util.List;

/**
 * Asks whether Clerk answers again while it has not been answering. So an outage lasts as long as it does, whether or not people
 * refresh tokens meanwhile: one that is over is not counted on, and one of three days is not counted anew each night.
 */
final class ClerkOutage {

    /** A person that doesn't exist, asked about as real ones are. */
    private static final List<String> SOMEONE = List.of("user_0");

    private final ClerkBackend backend;
    private final Lookups lookups;
    private final Clock clock;

    ClerkOutage(ClerkBackend backend, Lookups lookups, Clock clock) {
        this.backend = backend;
        this.lookups = lookups;
        this.clock = clock;
    }

    void step() {
        if (lookups.unansweredSince().isEmpty()) {
            return;
        }
        try {
            backend.users(SOMEONE);
            lookups.answered();
        } catch (ClerkUnavailable e) {
            if (e.wasAsked()) {
                lookups.unanswered(clock.instant());
            }
        }
    }
}
