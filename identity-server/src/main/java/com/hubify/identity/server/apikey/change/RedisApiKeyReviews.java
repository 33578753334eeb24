package com.hubify.identity.server.apikey.change;

import com.hubify.identity.server.apikey.ApiKeyId;
import com.hubify.identity.server.redis.DueMembers;
import com.hubify.identity.server.redis.RedisKeyspace;
import java.time.Instant;
import java.util.List;
import org.springframework.data.redis.core.StringRedisTemplate;
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

    private final StringRedisTemplate redis;
    private final DueMembers members;

    RedisApiKeyReviews(StringRedisTemplate redis) {
        this.redis = redis;
        this.members = new DueMembers(redis, KEY);
    }

    @Override
    public void schedule(Review review, Instant due) {
        redis.opsForZSet().add(KEY, text(review), due.getEpochSecond());
    }

    @Override
    public List<Review> takeDue(Instant now, Instant next) {
        return members.take(now, next).stream().map(RedisApiKeyReviews::review).toList();
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
