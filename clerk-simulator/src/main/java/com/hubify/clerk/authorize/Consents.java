package com.hubify.clerk.authorize;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What people have allowed before, so that they are asked again only for more or on prompt=consent. */
@Component
class Consents {

    private final Cache<Key, Boolean> given =
            Caffeine.newBuilder().maximumSize(10_000).build();

    boolean isNeeded(AuthorizationRequest request, String userId) {
        return request.application().consentScreenEnabled()
                && (request.prompts("consent") || given.getIfPresent(key(request, userId)) == null);
    }

    void remember(AuthorizationRequest request, String userId) {
        given.put(key(request, userId), true);
    }

    private static Key key(AuthorizationRequest request, String userId) {
        return new Key(userId, request.application().clientId(), Set.copyOf(request.scopes()));
    }

    private record Key(String userId, String clientId, Set<String> scopes) {}
}
