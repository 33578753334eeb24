package com.hubify.identity.server.apikey.issuance;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.apikey.ApiKeyId;
import java.time.Instant;

/** An API key was created. */
public record ApiKeyCreated(ApiKeyId id, AccountId owner, Scopes scopes, Instant at) {}
