package com.hubify.identity.server.client.registry;

import com.hubify.identity.server.client.ClientMetadata;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client as operators see it.
 *
 * @param metadata without its secret
 * @param authenticationMethod its {@code token_endpoint_auth_method} (RFC 7591, section 2)
 * @param isConfigured whether it is one of the configuration, which alone changes it
 * @param isDisabled whether it gets nothing, and all it got has ended
 * @param secrets those that are good, the newest first
 * @param createdAt null where that isn't known, as of a configured one
 * @param updatedAt when it was changed last; null where it wasn't
 * @param version counts its changes
 */
public record KnownClient(
        String id,
        ClientMetadata metadata,
        String authenticationMethod,
        boolean isConfigured,
        boolean isDisabled,
        List<ClientSecret> secrets,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        long version) {

    public KnownClient {
        secrets = List.copyOf(secrets);
    }

    /**
     * One of its secrets, of which only a digest is stored.
     *
     * @param id tells it from the other one
     * @param createdAt null where that isn't known
     * @param expiresAt null if it is good until the next rotation
     * @param lastUsedAt to the minute; null if it wasn't used for 400 days
     */
    public record ClientSecret(
            String id,
            @Nullable Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt) {}
}
