package com.hubify.identity.server.apikey.leak;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.apikey.ApiKeyId;
import java.time.Instant;
import java.util.List;

/** Which keys of an owner were found in public lately. An entry says nothing by itself: the key says whether it was. */
interface LeakedKeyIds {

    /** Adds a key, for as long as a revoked one is kept. Of many, the latest 20 are kept. */
    void add(AccountId owner, ApiKeyId id, Instant now);

    /** Oldest first. */
    List<ApiKeyId> of(AccountId owner);
}
