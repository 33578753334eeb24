package com.hubify.clerk.backend;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.hubify.clerk.credential.OpaqueTokens;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** API keys, also by the digest of their secret. The oldest go when there are too many. */
@Component
class ApiKeys {

    private static final long LIMIT = 1_000;

    private final Cache<String, ApiKey> byId =
            Caffeine.newBuilder().maximumSize(LIMIT).build();
    private final Cache<String, String> idBySecret =
            Caffeine.newBuilder().maximumSize(LIMIT).build();

    void add(ApiKey key, String secret) {
        byId.put(key.id(), key);
        idBySecret.put(OpaqueTokens.digest(secret), key.id());
    }

    Optional<ApiKey> withSecret(String secret) {
        return Optional.ofNullable(idBySecret.getIfPresent(OpaqueTokens.digest(secret)))
                .map(byId::getIfPresent);
    }

    Optional<ApiKey> change(String id, UnaryOperator<ApiKey> change) {
        @Nullable ApiKey changed = byId.asMap().computeIfPresent(id, (same, key) -> change.apply(key));
        return Optional.ofNullable(changed);
    }
}
