package com.hubify.identity.server.apikey.change;

import com.hubify.identity.server.apikey.ApiKeyId;
import com.hubify.identity.server.redis.RedisKeyspace;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Repository;

/**
 * Reviews in Redis.
 *
 * <pre>
 * hfy:apikeys:reviews       sorted set   id of a key, a colon and its state, by when it is due in Unix seconds; for one owner at most
 *                                        30 times changes-per-owner-and-day
 * </pre>
 */
@Repository
class RedisApiKeyReviews implements ApiKeyReviews {

    private static final String KEY = RedisKeyspace.key("apikeys", "reviews");

    private static final int MOST_AT_ONCE = 100;

    /** KEYS reviews; ARGV now, next, at most. */
    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> TAKE_DUE = RedisScript.of("""
            local due = redis.call('ZRANGE', KEYS[1], '-inf', ARGV[1], 'BYSCORE', 'LIMIT', 0, ARGV[3])
            for i = 1, #due do redis.call('ZADD', KEYS[1], ARGV[2], due[i]) end
            return due
            """, List.class);

    private final StringRedisTemplate redis;

    RedisApiKeyReviews(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public void schedule(Review review, Instant due) {
        redis.opsForZSet().add(KEY, text(review), due.getEpochSecond());
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<Review> takeDue(Instant now, Instant next) {
        List<String> due = (List<String>) Objects.requireNonNull(redis.execute(
                TAKE_DUE,
                List.of(KEY),
                Long.toString(now.getEpochSecond()),
                Long.toString(next.getEpochSecond()),
                Integer.toString(MOST_AT_ONCE)));
        return due.stream().map(RedisApiKeyReviews::review).toList();
    }

    @Override
    public void remove(Review review) {
        redis.opsForZSet().remove(KEY, text(review));
    }

    private static String text(Review review) {
        return review.key() + ":" + review.state();
    }

    private static Review review(String text) {
        int colon = text.indexOf(':');
        return new Review(new ApiKeyId(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
    }
}
