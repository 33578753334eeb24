package com.hubify.identity.resource.use;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The uses of a key since they were last reported.
 *
 * @param count how often it was accepted
 * @param lastUsed the minute of the latest use
 * @param address where a use of that minute came from, as the service saw it; null if unknown
 * @param scopes how often each scope was demanded of the key and granted
 */
record UsedKey(
        String id, long count, Instant lastUsed, @Nullable String address, Map<String, Long> scopes) {

    UsedKey {
        scopes = Map.copyOf(scopes);
    }

    Map<String, Object> members() {
        Map<String, Object> members = new HashMap<>();
        members.put("key_id", id);
        members.put("count", count);
        members.put("last_used_at", lastUsed.toString());
        members.put("scopes", scopes);
        if (address != null) {
            members.put("last_address", address);
        }
        return members;
    }

    /** How long its JSON is at most, in bytes. */
    int size() {
        return 200
                + scopes.keySet().stream()
                        .mapToInt(scope -> scope.length() + 25)
                        .sum();
    }
}
