package com.hubify.identity.server.reconciliation;

import com.hubify.identity.server.clerk.ClerkBackend;
import com.hubify.identity.server.clerk.ClerkConcern;
import com.hubify.identity.server.clerk.ClerkKeys;
import com.hubify.identity.server.clerk.ClerkUnavailable;
import java.util.Collections;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Whether the secret key belongs to the instance that people sign in with. Threat: with the key of another one, such as the
 * development instance, nobody exists, and everybody would count as deleted. The ids of an instance's keys are its own id.
 */
@Component
final class SameInstance implements ClerkConcern {

    private static final Logger LOG = LoggerFactory.getLogger(SameInstance.class);

    private static final String OTHER =
            "hubify.identity.clerk.secret-key belongs to another Clerk instance than hubify.identity.login.issuer";

    private final ClerkKeys keys;
    private volatile boolean isOther;

    SameInstance(ClerkKeys keys) {
        this.keys = keys;
    }

    /**
     * Asks both of Clerk's hosts.
     *
     * @throws ClerkUnavailable if one doesn't answer
     */
    boolean holds(ClerkBackend backend) {
        boolean other = Collections.disjoint(backend.keyIds(), keys.ids());
        if (other && !isOther) {
            LOG.error("{}: what it says of people is not applied", OTHER);
        }
        isOther = other;
        return !other;
    }

    @Override
    public Optional<String> concern() {
        return isOther ? Optional.of(OTHER) : Optional.empty();
    }
}
