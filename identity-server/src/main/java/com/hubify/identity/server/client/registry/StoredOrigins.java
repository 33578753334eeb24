package com.hubify.identity.server.client.registry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.hubify.identity.server.client.RegisteredOrigins;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Looks a browser's origin up among the stored clients, at most once a second of a node. */
@Component
class StoredOrigins implements RegisteredOrigins {

    /** A change of a client counts within a second on every node. */
    private static final Duration KEPT = Duration.ofSeconds(1);

    /** About 200 KB. Attack: origins are made up by the thousand; each is one look at an index. */
    private static final int MOST = 1_000;

    private final RedisRegisteredClients clients;
    private final RedisClientOrigins origins;

    private final Cache<String, Boolean> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

    StoredOrigins(RedisRegisteredClients clients, RedisClientOrigins origins) {
        this.clients = clients;
        this.origins = origins;
    }

    @Override
    public boolean contain(String origin) {
        return Boolean.TRUE.equals(known.get(origin, this::isOfOne));
    }

    private boolean isOfOne(String origin) {
        for (String clientId : origins.clients(origin)) {
            boolean has = clients.read(clientId)
                    .map(RedisRegisteredClients.Read::client)
                    .filter(client -> !client.isDisabled())
                    .filter(client -> RedisClientOrigins.of(client).contains(origin))
                    .isPresent();
            if (has) {
                return true;
            }
        }
        return false;
    }
}
