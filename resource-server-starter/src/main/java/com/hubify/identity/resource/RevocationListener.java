package com.hubify.identity.resource;

import java.time.Instant;

/** Wants to know when the thread of revocations was broken. */
interface RevocationListener {

    /**
     * The log no longer reached back to what this service knew: revocations from before {@code since} may have been missed.
     * Called before the view counts as fresh again.
     */
    void startedAnew(Instant since);
}
