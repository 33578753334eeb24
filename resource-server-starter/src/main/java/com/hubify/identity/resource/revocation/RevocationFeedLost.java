package com.hubify.identity.resource.revocation;

import com.hubify.identity.resource.issuer.IssuerConnection;
import com.hubify.identity.resource.issuer.IssuerStanding;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The feed cannot be read, for a reason that says more than a broken line does. */
final class RevocationFeedLost extends IOException {

    private static final long serialVersionUID = 1L;
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofSeconds(30);

    private final IssuerStanding standing;
    private final Duration retryAfter;

    RevocationFeedLost(IssuerStanding standing, String message) {
        this(standing, message, Duration.ZERO);
    }

    /** More was revoked than can be remembered. Trying again soon would only move it all over the wire once more. */
    static RevocationFeedLost full(String message) {
        return new RevocationFeedLost(IssuerStanding.UNUSABLE, message, LONGEST_RETRY_AFTER);
    }

    /** @param retryAfter how long the issuer asks to wait, in seconds; taken to a bound, since it decides how stale we get */
    RevocationFeedLost(IssuerStanding standing, String message, @Nullable String retryAfter) {
        this(standing, message, IssuerConnection.retryAfter(retryAfter, Duration.ZERO, LONGEST_RETRY_AFTER));
    }

    private RevocationFeedLost(IssuerStanding standing, String message, Duration retryAfter) {
        super(message);
        this.standing = standing;
        this.retryAfter = retryAfter;
    }

    IssuerStanding standing() {
        return standing;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
