package com.hubify.identity.resource;

import com.hubify.identity.protocol.Scopes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a handler asks of its caller.
 *
 * @param scopes all of which are needed
 * @param staleness how old may be what is known of revocations; null where the service's bound will do
 */
record HandlerDemand(Scopes scopes, @Nullable Duration staleness) {

    boolean isNone() {
        return scopes.areNone() && staleness == null;
    }
}
