package com.hubify.identity.resource.revocation;

import java.time.Instant;

/** Wants to know of what changes more than the view itself. */
public interface RevocationListener {

    /**
     * The log no longer reached back to what this service knew: revocations from before {@code since} may have been missed.
     * Called before the view counts as fresh again.
     */
    void startedAnew(Instant since);

    /** A signing key was revoked, so its issuer signs with another one, perhaps with one that nobody has seen yet. */
    default void signingKeyEnded() {}
}
