package com.hubify.identity.server.apikey.introspection;

import com.hubify.identity.server.apikey.ApiKeyId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers which services know of which keys as long as the test runs. */
public final class InMemoryKeyServices implements KeyServices {

    private final Set<String> known = ConcurrentHashMap.newKeySet();

    public void forget() {
        known.clear();
    }

    @Override
    public void note(ApiKeyId key, String service) {
        known.add(key + " " + service);
    }

    @Override
    public boolean knows(String service, ApiKeyId key) {
        return known.contains(key + " " + service);
    }
}
