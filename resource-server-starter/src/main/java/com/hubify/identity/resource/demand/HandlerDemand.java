package com.hubify.identity.resource.demand;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.settings.InvalidDemand;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a handler asks of its caller.
 *
 * @param scopes all of which are needed
 * @param staleness how old may be what is known of revocations; null where the service's bound will do
 */
public record HandlerDemand(Scopes scopes, @Nullable Duration staleness) {

    public static final HandlerDemand NONE = new HandlerDemand(Scopes.none(), null);

    /**
     * That a caller has all of these scopes.
     *
     * @throws InvalidDemand if there is none, or one is not a scope
     */
    public static HandlerDemand of(String... scopes) {
        return Scopes.parse(List.of(scopes))
                .filter(named -> !named.areNone())
                .map(named -> new HandlerDemand(named, null))
                .orElseThrow(() -> new InvalidDemand(
                        "requireScope(" + String.join(", ", scopes) + ") does not name a scope",
                        "Name scopes such as labs:read, experiments:* or *, each in a string of its own.",
                        null));
    }

    public boolean isNone() {
        return scopes.areNone() && staleness == null;
    }
}
