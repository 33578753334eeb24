package com.hubify.identity.server.client.registry;

import com.hubify.identity.server.client.BrowserOrigin;
import com.hubify.identity.server.redis.RedisKeyspace;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;
import org.springframework.stereotype.Component;

/**
 * Which public client has redirect URIs of which origin.
 *
 * <pre>
 * hfy:client-origins    sorted set, all with score 0    origin, a space, client id
 * </pre>
 *
 * An entry comes before the client is stored, and may be left behind: who finds one looks at the client.
 */
@Component
class RedisClientOrigins {

    private static final String KEY = RedisKeyspace.key("client-origins");

    private static final String PUBLIC = "none";

    /** One that is left behind by this many clients of the same origin isn't found: delete them or register it again. */
    private static final int MOST_LOOKED_AT = 100;

    private final StringRedisTemplate redis;

    RedisClientOrigins(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /** Notes the origins of a client, if it is public. */
    void add(StoredClient client) {
        add(List.of(client));
    }

    /** Those of several, in one go. */
    void add(List<StoredClient> clients) {
        Set<TypedTuple<String>> entries = clients.stream()
                .flatMap(client -> of(client).stream().map(origin -> origin + " " + client.clientId()))
                .map(entry -> TypedTuple.of(entry, 0.0))
                .collect(Collectors.toSet());
        if (!entries.isEmpty()) {
            redis.opsForZSet().add(KEY, entries);
        }
    }

    /** Forgets that a client has this origin. */
    void remove(String origin, String clientId) {
        redis.opsForZSet().remove(KEY, origin + " " + clientId);
    }

    /** Ids of clients that have it, or had it. */
    List<String> clients(String origin) {
        Range<String> entries = Range.of(Range.Bound.inclusive(origin + " "), Range.Bound.exclusive(origin + "!"));
        Set<String> found =
                redis.opsForZSet().rangeByLex(KEY, entries, Limit.limit().count(MOST_LOOKED_AT));
        return found == null
                ? List.of()
                : found.stream()
                        .map(entry -> entry.substring(origin.length() + 1))
                        .toList();
    }

    static Set<String> of(StoredClient client) {
        if (!client.methods().contains(PUBLIC)) {
            return Set.of();
        }
        return client.redirectUris().stream()
                .map(BrowserOrigin::ofRedirectUri)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }
}
