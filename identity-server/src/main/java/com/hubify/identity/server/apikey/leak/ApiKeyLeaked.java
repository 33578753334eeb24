package com.hubify.identity.server.apikey.leak;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.apikey.ApiKeyId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A valid API key was found in public for the first time, and may only read from now on. If it is to be revoked, that
 * follows.
 *
 * @param response what becomes of it
 * @param source what kind of place it was, in the reporter's words
 * @param url where it was, as text that nothing vouches for; null if the reporter did not say
 */
public record ApiKeyLeaked(
        ApiKeyId id,
        AccountId owner,
        LeakResponse response,
        String source,
        @Nullable String url,
        Instant at) {}
