package com.hubify.identity.resource.revocation;

import java.time.Instant;

/** Is told of revocations that concern more than the view. */
public interface RevocationListener {

    /**
     * The feed no longer reached back to what was known: revocations from before {@code since} may be missing. Called before the
     * view is fresh again.
     */
    void startedAnew(Instant since);

    /** A signing key was revoked, so the issuer signs with another one, perhaps an unknown one. */
    default void signingKeyEnded() {}
}
