package com.hubify.identity.server.apikey.expiry;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.apikey.ApiKeyId;
import java.time.Instant;

/**
 * A valid key expires soon, and has no successor. Published at least once for each key and number of days; again only after a
 * crash.
 *
 * @param days 14, 7 or 1: at most so many are left
 */
public record ApiKeyExpiring(ApiKeyId id, AccountId owner, int days, Instant expiresAt, Instant at) {}
