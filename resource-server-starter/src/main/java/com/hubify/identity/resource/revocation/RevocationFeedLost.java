package com.hubify.identity.resource.revocation;

import com.hubify.identity.resource.issuer.IssuerConnection;
import com.hubify.identity.resource.issuer.IssuerStanding;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The feed cannot be read, for a known reason. */
final class RevocationFeedLost extends IOException {

    private static final long serialVersionUID = 1L;
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofSeconds(30);

    private final IssuerStanding standing;
    private final Duration retryAfter;

    RevocationFeedLost(IssuerStanding standing, String message) {
        this(standing, message, Duration.ZERO);
    }

    /** More revocations than fit into memory. Trying again soon would only transfer them all once more. */
    static RevocationFeedLost full(String message) {
        return new RevocationFeedLost(IssuerStanding.UNUSABLE, message, LONGEST_RETRY_AFTER);
    }

    /** @param retryAfter the header of that name; bounded, since it decides how stale the view gets */
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
