package com.hubify.identity.server.apikey.issuance;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.apikey.ApiKeyId;
import java.time.Instant;

/**
 * A key was replaced.
 *
 * @param successor the key that takes its place, of which an {@link ApiKeyCreated} is published, too
 * @param end when the old key ends at the latest
 */
public record ApiKeyRotated(ApiKeyId id, AccountId owner, ApiKeyId successor, Instant end, Instant at) {}
