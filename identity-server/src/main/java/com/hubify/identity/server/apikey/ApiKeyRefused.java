package com.hubify.identity.server.apikey;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An invalid API key was presented. For the audit trail and metrics only.
 *
 * @param id the id in the key; null if it is malformed
 */
public record ApiKeyRefused(
        ApiKeyVerification.Reason reason, @Nullable ApiKeyId id, Instant at) {}
