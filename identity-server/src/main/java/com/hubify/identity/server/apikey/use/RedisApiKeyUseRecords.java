package com.hubify.identity.server.apikey.use;

import com.hubify.identity.server.apikey.ApiKeyId;
import com.hubify.identity.server.redis.RedisKeyspace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Repository;

/**
 * The use of API keys in Redis. Nothing is stored of keys that do not exist, so that there are no more of these than keys.
 *
 * <pre>
 * hfy:{apikeyuse:ID}:days       hash         number of a day since 1970 to how often the key was used on it; the same, a space and a scope to
 *                                            how often that was needed; since, last, address, service. Until 90 days after the last
 *                                            report; days go after 90 days; at most 2,000 fields of scopes, further ones are not
 *                                            counted
 * hfy:{apikeyuse:ID}:batches    sorted set   batches that were added, by when; ten minutes, at most 256
 * </pre>
 */
@Repository
class RedisApiKeyUseRecords implements ApiKeyUseRecords {

    private static final Duration REPEATED = Duration.ofMinutes(10);

    private static final int MOST_BATCHES = 256;
    private static final int MOST_FIELDS = 2_000;

    /**
     * KEYS days, batches; ARGV batch, now, seconds for which a batch is known, batches at most, seconds for which days are kept,
     * fields at most, day, oldest day, count, time, service, address; then scopes and their counts by turns.
     */
    private static final RedisScript<Boolean> ADD = RedisScript.of("""
            if redis.call('ZSCORE', KEYS[2], ARGV[1]) then return false end
            redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', ARGV[2] - ARGV[3])
            redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])
            redis.call('ZREMRANGEBYRANK', KEYS[2], 0, -1 - ARGV[4])
            redis.call('EXPIRE', KEYS[2], ARGV[3])
            local day = ARGV[7]
            if redis.call('HEXISTS', KEYS[1], day) == 0 then
              for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
                local old = tonumber(string.match(field, '^%d+'))
                if old and old < tonumber(ARGV[8]) then redis.call('HDEL', KEYS[1], field) end
              end
            end
            redis.call('HINCRBY', KEYS[1], day, ARGV[9])
            redis.call('HSETNX', KEYS[1], 'since', ARGV[10])
            if tonumber(ARGV[10]) >= tonumber(redis.call('HGET', KEYS[1], 'last') or '0') then
              redis.call('HSET', KEYS[1], 'last', ARGV[10], 'service', ARGV[11], 'address', ARGV[12])
            end
            for i = 13, #ARGV, 2 do
              local field = day .. ' ' .. ARGV[i]
              if redis.call('HEXISTS', KEYS[1], field) == 1 or redis.call('HLEN', KEYS[1]) < tonumber(ARGV[6]) then
                redis.call('HINCRBY', KEYS[1], field, ARGV[i + 1])
              end
            end
            redis.call('EXPIRE', KEYS[1], ARGV[5])
            return true
            """, Boolean.class);

    private final StringRedisTemplate redis;
    private final Clock clock;

    RedisApiKeyUseRecords(StringRedisTemplate redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    @Override
    public boolean add(ReportedUse use, String batch, String service) {
        Instant now = clock.instant();
        List<String> arguments = new ArrayList<>(List.of(
                batch,
                Long.toString(now.getEpochSecond()),
                Long.toString(REPEATED.toSeconds()),
                Integer.toString(MOST_BATCHES),
                Long.toString(KEPT.toSeconds()),
                Integer.toString(MOST_FIELDS),
                Long.toString(day(use.at()).toEpochDay()),
                Long.toString(oldest(now).toEpochDay()),
                Long.toString(use.count()),
                Long.toString(use.at().getEpochSecond()),
                service,
                Objects.requireNonNullElse(use.address(), "")));
        use.scopes().forEach((scope, count) -> {
            arguments.add(scope.value());
            arguments.add(Long.toString(count));
        });
        return Boolean.TRUE.equals(
                redis.execute(ADD, List.of(key(use.key(), "days"), key(use.key(), "batches")), arguments.toArray()));
    }

    @Override
    public RecordedUse find(ApiKeyId key) {
        return StoredUse.read(redis.<String, String>opsForHash().entries(key(key, "days")), oldest(clock.instant()));
    }

    private static LocalDate oldest(Instant now) {
        return day(now).minusDays(KEPT.toDays() - 1);
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private static String key(ApiKeyId id, String what) {
        return RedisKeyspace.key("{apikeyuse:" + id + "}", what);
    }
}
