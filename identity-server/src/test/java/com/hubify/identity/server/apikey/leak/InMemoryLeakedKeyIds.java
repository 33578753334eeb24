package com.hubify.identity.server.apikey.leak;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.apikey.ApiKeyId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps ids of leaked keys as long as the test runs. */
final class InMemoryLeakedKeyIds implements LeakedKeyIds {

    private final Map<AccountId, List<ApiKeyId>> ids = new ConcurrentHashMap<>();

    @Override
    public void add(AccountId owner, ApiKeyId id, Instant now) {
        List<ApiKeyId> known = ids.computeIfAbsent(owner, first -> new ArrayList<>());
        known.remove(id);
        known.add(id);
    }

    @Override
    public List<ApiKeyId> of(AccountId owner) {
        return List.copyOf(ids.getOrDefault(owner, List.of()));
    }
}
