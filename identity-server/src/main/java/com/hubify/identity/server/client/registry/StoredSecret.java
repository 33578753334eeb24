package com.hubify.identity.server.client.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A secret of a stored client.
 *
 * @param digest encoded, {@code {sha256}…}
 * @param createdAt null if an older release stored it
 * @param expiresAt null if it is good until the next rotation
 */
record StoredSecret(
        String digest,
        @Nullable Instant createdAt,
        @Nullable Instant expiresAt) {

    boolean isGoodAt(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }

    /** The same, good until then. */
    StoredSecret endingAt(Instant end) {
        return new StoredSecret(digest, createdAt, end);
    }

    @Override
    public String toString() {
        return "StoredSecret[createdAt=" + createdAt + ", expiresAt=" + expiresAt + "]";
    }
}
