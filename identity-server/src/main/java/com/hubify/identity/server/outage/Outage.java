package com.hubify.identity.server.outage;

import com.hubify.identity.server.client.TooManySlowChecks;
import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.visitor.NoVisitorSpace;
import java.util.Optional;
import org.springframework.dao.DataAccessException;

/** Tells what the server can't do now from what a request got wrong. */
public final class Outage {

    private static final int DEEPEST_CAUSE = 20;

    private Outage() {}

    /**
     * Why the server couldn't go on, where that is the cause of a failure: the store or the signing keys are away, a visitor finds
     * no space, or a secret no turn to be checked. Thrown to {@link OutageFilter}, it is answered 503. Clerk is no part of the server: that it is away is said
     * on the sign-in page.
     */
    public static Optional<RuntimeException> behind(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < DEEPEST_CAUSE; i++) {
            if (cause instanceof DataAccessException
                    || cause instanceof SigningUnavailable
                    || cause instanceof NoVisitorSpace
                    || cause instanceof TooManySlowChecks) {
                return Optional.of((RuntimeException) cause);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
