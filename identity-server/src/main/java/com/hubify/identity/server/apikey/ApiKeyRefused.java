package com.hubify.identity.server.apikey;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody presented a key that is not good. For the audit trail and metrics alone.
 *
 * @param id the id it claims; null if it has not even the form of a key
 */
public record ApiKeyRefused(
        Verification.Reason reason, @Nullable ApiKeyId id, Instant at) {}
