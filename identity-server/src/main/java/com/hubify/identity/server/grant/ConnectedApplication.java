package com.hubify.identity.server.grant;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A client that a person allowed something.
 *
 * @param scopes what it may get without asking again, and what its grants have
 * @param organizations for which its grants act, by their ids; {@code personal} for the person alone
 * @param since when it was first allowed something
 * @param lastUsed when a grant of it was made or refreshed last; null if it has none
 */
public record ConnectedApplication(
        String clientId,
        Set<String> scopes,
        Set<String> organizations,
        Instant since,
        @Nullable Instant lastUsed) {

    public ConnectedApplication {
        scopes = Set.copyOf(scopes);
        organizations = Set.copyOf(organizations);
    }
}
