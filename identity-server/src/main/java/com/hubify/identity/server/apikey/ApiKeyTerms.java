package com.hubify.identity.server.apikey;

import com.hubify.identity.protocol.Scopes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the owner decides about a key, and may change.
 *
 * @param description what the key is for, in the owner's words; null if they gave none
 * @param expiresAt from when on the key is no longer good, in whole seconds; null if never
 */
public record ApiKeyTerms(
        ApiKeyName name,
        @Nullable ApiKeyDescription description,
        Scopes scopes,
        @Nullable Instant expiresAt) {

    public ApiKeyTerms {
        expiresAt = expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.SECONDS);
    }

    /** These terms with another end. */
    public ApiKeyTerms expiringAt(@Nullable Instant time) {
        return new ApiKeyTerms(name, description, scopes, time);
    }

    /** These terms, ending at that time or sooner. */
    ApiKeyTerms endingBy(Instant time) {
        return expiresAt != null && expiresAt.isBefore(time) ? this : expiringAt(time);
    }
}
