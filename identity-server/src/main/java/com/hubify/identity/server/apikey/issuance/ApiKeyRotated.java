package com.hubify.identity.server.apikey.issuance;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.apikey.ApiKeyId;
import java.time.Instant;

/**
 * A key was rotated.
 *
 * @param successor the key that replaces it; its {@link ApiKeyCreated} follows once services are told
 * @param end when the old key expires at the latest
 */
public record ApiKeyRotated(ApiKeyId id, AccountId owner, ApiKeyId successor, Instant end, Instant at) {}
