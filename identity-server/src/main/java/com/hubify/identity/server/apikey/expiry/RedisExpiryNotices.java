package com.hubify.identity.server.apikey.expiry;

import com.hubify.identity.server.apikey.ApiKeyId;
import com.hubify.identity.server.redis.DueMembers;
import com.hubify.identity.server.redis.RedisKeyspace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Repository;

/**
 * The index in Redis.
 *
 * <pre>
 * hfy:apikeys:expiring      sorted set   id of a key and the letter of its next stage, by when that is in Unix seconds; one
 *                                        for each valid key that has more than a day left, about 105 bytes
 * </pre>
 */
@Repository
class RedisExpiryNotices implements ExpiryNotices {

    private static final String KEY = RedisKeyspace.key("apikeys", "expiring");

    /** KEYS index; ARGV member, due, until when entries may be taken, the key's other members. */
    private static final RedisScript<Boolean> ENTER = RedisScript.of("""
            for i = 1, #ARGV do
              local due = (i == 1 or i > 3) and redis.call('ZSCORE', KEYS[1], ARGV[i])
              if due and tonumber(due) <= tonumber(ARGV[3]) then return false end
            end
            for i = 4, #ARGV do redis.call('ZREM', KEYS[1], ARGV[i]) end
            redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
            return true
            """, Boolean.class);

    /** KEYS index; ARGV member, next member, due. */
    private static final RedisScript<Boolean> REPLACE = RedisScript.of("""
            if redis.call('ZREM', KEYS[1], ARGV[1]) == 0 then return false end
            redis.call('ZADD', KEYS[1], ARGV[3], ARGV[2])
            return true
            """, Boolean.class);

    private final StringRedisTemplate redis;
    private final DueMembers members;

    RedisExpiryNotices(StringRedisTemplate redis) {
        this.redis = redis;
        this.members = new DueMembers(redis, KEY);
    }

    @Override
    public void enter(Entry next, Instant due, Instant now) {
        Stream<String> others = Stream.of(ExpiryStage.values())
                .filter(stage -> stage != next.stage())
                .map(stage -> member(new Entry(next.key(), stage)));
        redis.execute(
                ENTER,
                List.of(KEY),
                Stream.concat(Stream.of(member(next), seconds(due), seconds(now.plus(TAKEN))), others)
                        .toArray());
    }

    @Override
    public void remove(ApiKeyId key) {
        redis.opsForZSet()
                .remove(
                        KEY,
                        Stream.of(ExpiryStage.values())
                                .map(stage -> member(new Entry(key, stage)))
                                .toArray());
    }

    @Override
    public List<Entry> takeDue(Instant now) {
        return members.take(now, now.plus(TAKEN)).stream()
                .flatMap(member -> entry(member).stream())
                .toList();
    }

    @Override
    public void replace(Entry done, Entry next, Instant due) {
        redis.execute(REPLACE, List.of(KEY), member(done), member(next), seconds(due));
    }

    @Override
    public void finish(Entry entry) {
        redis.opsForZSet().remove(KEY, member(entry));
    }

    private static String member(Entry entry) {
        return entry.key().value() + entry.stage().letter();
    }

    // A newer version may have other stages; its nodes take care of them.
    private static Optional<Entry> entry(String member) {
        int end = member.length() - 1;
        return ExpiryStage.of(member.charAt(end))
                .map(stage -> new Entry(new ApiKeyId(member.substring(0, end)), stage));
    }

    private static String seconds(Instant time) {
        return Long.toString(time.getEpochSecond());
    }
}
