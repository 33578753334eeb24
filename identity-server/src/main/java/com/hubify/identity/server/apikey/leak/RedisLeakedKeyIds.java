package com.hubify.identity.server.apikey.leak;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.apikey.ApiKeyId;
import com.hubify.identity.server.redis.RecentIds;
import com.hubify.identity.server.redis.RedisKeyspace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Repository;

/**
 * Ids of leaked keys in Redis.
 *
 * <pre>
 * hfy:{apikeys:OWNER}:leaked     sorted set   id of a key, by when it is forgotten in Unix milliseconds; 30 days from its
 *                                             report; at most 20
 * </pre>
 */
@Repository
class RedisLeakedKeyIds implements LeakedKeyIds {

    private static final Duration KEPT = Duration.ofDays(30);

    private static final int MOST = 20;

    private final RecentIds ids;

    RedisLeakedKeyIds(StringRedisTemplate redis) {
        this.ids = new RecentIds(redis);
    }

    @Override
    public void add(AccountId owner, ApiKeyId id, Instant now) {
        String key = key(owner);
        ids.addFor(List.of(key), id.value(), now, KEPT, MOST).forEach(old -> ids.remove(key, old));
    }

    @Override
    public List<ApiKeyId> of(AccountId owner) {
        return ids.all(key(owner)).stream()
                .flatMap(id -> ApiKeyId.parse(id).stream())
                .toList();
    }

    private static String key(AccountId owner) {
        return RedisKeyspace.key("{apikeys:" + owner + "}", "leaked");
    }
}
