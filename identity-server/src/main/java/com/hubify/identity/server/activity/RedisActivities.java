package com.hubify.identity.server.activity;

import com.hubify.identity.server.redis.RedisJson;
import com.hubify.identity.server.redis.RedisKeyspace;
import com.hubify.identity.server.redis.UnreadableDocument;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Repository;

/**
 * Activity in Redis.
 *
 * <pre>
 * hfy:{activity:ACCOUNT}:SORT    list of json strings    newest first; at most as many as its sort has, 90 days from the latest
 * </pre>
 */
@Repository
class RedisActivities implements Activities {

    static final Duration LIFE = Duration.ofDays(90);

    /**
     * KEYS list; ARGV document, what is the same, how many, life. Of those that are folded, the earlier one makes way, and its
     * time is kept.
     */
    private static final RedisScript<Boolean> NOTE = RedisScript.of("""
            local new = cjson.decode(ARGV[1])
            new.same = ARGV[2]
            if ARGV[2] ~= '' then
              for _, text in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do
                local old = cjson.decode(text)
                if old.same == new.same then
                  new.first = old.first ~= cjson.null and old.first or old.at
                  redis.call('LREM', KEYS[1], 1, text)
                end
              end
            end
            redis.call('LPUSH', KEYS[1], cjson.encode(new))
            redis.call('LTRIM', KEYS[1], 0, tonumber(ARGV[3]) - 1)
            return redis.call('PEXPIRE', KEYS[1], ARGV[4]) == 1
            """, Boolean.class);

    private final StringRedisTemplate redis;
    private final Clock clock;

    RedisActivities(StringRedisTemplate redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    @Override
    public void note(String account, ActivitySort sort, Activity activity, String same) {
        redis.execute(
                NOTE,
                List.of(key(account, sort)),
                RedisJson.write(activity),
                same,
                Integer.toString(sort.most()),
                Long.toString(LIFE.toMillis()));
    }

    @Override
    public void erase(String account) {
        for (ActivitySort sort : ActivitySort.values()) {
            redis.delete(key(account, sort));
        }
    }

    @Override
    public List<Activity> of(String account) {
        long oldest = clock.instant().minus(LIFE).getEpochSecond();
        return Arrays.stream(ActivitySort.values())
                .flatMap(sort -> Objects.requireNonNull(redis.opsForList().range(key(account, sort), 0, -1)).stream())
                .flatMap(RedisActivities::read)
                .filter(activity -> activity.at() >= oldest)
                .sorted(Comparator.comparingLong(Activity::at).reversed())
                .toList();
    }

    /** One that is unreadable, as of another version, is left out. */
    private static Stream<Activity> read(String json) {
        try {
            return Stream.of(RedisJson.read(json, Activity.class));
        } catch (UnreadableDocument e) {
            return Stream.empty();
        }
    }

    private static String key(String account, ActivitySort sort) {
        return RedisKeyspace.key("{activity:" + account + "}", sort.name().toLowerCase(Locale.ROOT));
    }
}
