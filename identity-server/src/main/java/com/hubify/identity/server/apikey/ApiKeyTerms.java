package com.hubify.identity.server.apikey;

import com.hubify.identity.protocol.IpNetworks;
import com.hubify.identity.protocol.Scopes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a key that its owner chooses and may change.
 *
 * @param description what the key is for, in the owner's words; null if none was given
 * @param expiresAt when the key expires, in whole seconds; null if never
 * @param allowedIps the networks that the key is valid from
 */
public record ApiKeyTerms(
        ApiKeyName name,
        @Nullable ApiKeyDescription description,
        Scopes scopes,
        @Nullable Instant expiresAt,
        IpNetworks allowedIps) {

    public ApiKeyTerms {
        expiresAt = expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.SECONDS);
    }

    /** These terms with another expiry. */
    public ApiKeyTerms expiringAt(@Nullable Instant time) {
        return new ApiKeyTerms(name, description, scopes, time, allowedIps);
    }

    /** These terms with other scopes. */
    public ApiKeyTerms with(Scopes others) {
        return new ApiKeyTerms(name, description, others, expiresAt, allowedIps);
    }

    /** These terms, expiring no later than that time. */
    ApiKeyTerms endingBy(Instant time) {
        return expiresAt != null && expiresAt.isBefore(time) ? this : expiringAt(time);
    }
}
