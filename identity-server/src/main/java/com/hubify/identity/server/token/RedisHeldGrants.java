package com.hubify.identity.server.token;

import com.hubify.identity.server.redis.RecentIds;
import com.hubify.identity.server.redis.RedisKeyspace;
import java.time.Instant;
import java.util.List;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Which grants a person has, so that they can't have any number of them. With one too many the oldest goes, since a refusal would
 * lock the person out. What waits for a consent or for its code to be redeemed is counted apart: any page can have a browser
 * begin that, and must not push out what was granted.
 *
 * <pre>
 * hfy:{grants:ACCOUNT}:of:CLIENT    sorted set    ids of grants by when they were made, in Unix milliseconds; at most
 *                                                 grants-per-client, as long as the latest may live
 * hfy:{grants:ACCOUNT}:open         sorted set    the same of what waits; at most 100, 10 minutes from the latest
 * </pre>
 */
final class RedisHeldGrants {

    static final int MOST_OPEN = 100;

    private final RecentIds ids;
    private final TokenProperties properties;

    RedisHeldGrants(StringRedisTemplate redis, TokenProperties properties) {
        this.ids = new RecentIds(redis);
        this.properties = properties;
    }

    /** Notes what waits. Answers the oldest, which have to go; they are answered again until they are {@link #removed}. */
    List<String> opened(String account, String id, Instant now) {
        return ids.add(List.of(open(account)), id, now, RedisGrantIndex.PENDING, MOST_OPEN);
    }

    /** Notes what was granted. Answers the oldest at this client, which have to go; again until they are {@link #removed}. */
    List<String> granted(String account, String client, String id, Instant now) {
        return ids.add(
                List.of(of(account, client), open(account)),
                id,
                now,
                properties.grantTimeToLive(),
                properties.grantsPerClient());
    }

    /** Forgets a grant that is gone. */
    void removed(String account, String client, String id) {
        ids.remove(of(account, client), id);
        ids.remove(open(account), id);
    }

    private static String open(String account) {
        return RedisKeyspace.key(slot(account), "open");
    }

    private static String of(String account, String client) {
        return RedisKeyspace.key(slot(account), "of", client);
    }

    private static String slot(String account) {
        return "{grants:" + account + "}";
    }
}
