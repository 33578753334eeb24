package com.hubify.identity.server.outage;

import com.hubify.identity.server.client.TooManySlowChecks;
import com.hubify.identity.server.error.TooManyRequests;
import com.hubify.identity.server.exchange.ClerkKeysUnavailable;
import com.hubify.identity.server.reconciliation.StandingUnknown;
import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.visitor.NoVisitorSpace;
import java.util.Optional;
import org.springframework.dao.DataAccessException;

/** Tells failures of the server's dependencies from errors of a request. */
public final class Outage {

    private static final int DEEPEST_CAUSE = 20;

    private Outage() {}

    /**
     * The cause of a failure, if it is an outage: Redis, the signing keys or Clerk's keys are unavailable, or a limit on visitors, secret
     * checks or unknown keys is reached. {@link OutageFilter} answers it with 503, or with 429 if it is a sender's own limit.
     * An outage of Clerk is reported on the sign-in page instead, and one of days
     * here, to those who refresh tokens.
     */
    public static Optional<RuntimeException> behind(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < DEEPEST_CAUSE; i++) {
            if (cause instanceof DataAccessException
                    || cause instanceof SigningUnavailable
                    || cause instanceof ClerkKeysUnavailable
                    || cause instanceof NoVisitorSpace
                    || cause instanceof StandingUnknown
                    || cause instanceof TooManySlowChecks
                    || cause instanceof TooManyRequests) {
                return Optional.of((RuntimeException) cause);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
