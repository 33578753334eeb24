package com.hubify.identity.server.plan;

import com.hubify.identity.server.plan.SettledBudget.Window;
import com.hubify.identity.server.redis.RedisKeyspace;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Repository;

/**
 * Budgets in Redis.
 *
 * <pre>
 * hfy:{plan:SORT:ID}:minute:N    string        requests and permits of that minute since 1970; two minutes
 * hfy:{plan:SORT:ID}:day:N       string        the same of that day; two days
 * hfy:{plan:SORT:ID}:holders     sorted set    instances of services that use it, by when; ten seconds, at most 64
 * hfy:{plan:SORT:ID}:granted:N   hash          permits that each of these got in that minute and may give back; two minutes, at most 256
 * </pre>
 */
@Repository
class RedisSettlements implements Settlements {

    private static final long MINUTE = 60;
    private static final long DAY = 86_400;
    private static final long HOLDS = 10;
    private static final int MOST_HOLDERS = 64;

    private static final int MOST_GRANTED = 256;

    /**
     * KEYS minute, the one before, day, the one before, holders, granted in this minute, in the one before; ARGV used, carried,
     * earlier, returned, wanted, limit of a minute, of a day, seconds now, holder, seconds for which one holds, holders at most, hash
     * fields at most, 1 in the first minute of a day. The excess of a window is taken from the next one, so that what services
     * allowed before they were told stays within the limit over time; a limit's worth at most, so that no claim ends a caller for
     * longer. Attack: a service gives back what it never had: it can give back, once, what it got in this minute or carried into
     * it.
     */
    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> SETTLE = RedisScript.of("""
            local function taken(key, before, limit)
              local count = redis.call('GET', key)
              if count then return tonumber(count) end
              local excess = tonumber(redis.call('GET', before) or '0') - limit
              return math.max(0, math.min(limit, excess))
            end
            local function granted_in(key)
              return tonumber(redis.call('HGET', key, ARGV[9]) or '0')
            end
            local used, carried, earlier = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
            local wanted, perMinute, perDay = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
            local had = math.min(carried, granted_in(KEYS[7]))
            if had > 0 then redis.call('HINCRBY', KEYS[7], ARGV[9], -had) end
            local has = granted_in(KEYS[6]) + had
            local returned = math.min(tonumber(ARGV[4]), has)
            local minute = math.max(0, taken(KEYS[1], KEYS[2], perMinute) + used + carried - returned)
            local day = math.max(0, taken(KEYS[3], KEYS[4], perDay) + used + earlier - returned + carried * ARGV[13])
            redis.call('ZADD', KEYS[5], ARGV[8], ARGV[9])
            redis.call('ZREMRANGEBYSCORE', KEYS[5], '-inf', ARGV[8] - ARGV[10])
            redis.call('ZREMRANGEBYRANK', KEYS[5], 0, -1 - ARGV[11])
            redis.call('EXPIRE', KEYS[5], ARGV[10])
            local holders = redis.call('ZCARD', KEYS[5])
            local left = math.min(perMinute - minute, perDay - day)
            local granted = 0
            if left > 0 then
              granted = math.min(wanted, math.max(1, math.floor(left / holders)))
            end
            redis.call('SET', KEYS[1], string.format('%.0f', minute + granted), 'EX', 120)
            redis.call('SET', KEYS[3], string.format('%.0f', day + granted), 'EX', 172800)
            local known = redis.call('HEXISTS', KEYS[6], ARGV[9]) == 1
            if known or redis.call('HLEN', KEYS[6]) < tonumber(ARGV[12]) then
              redis.call('HSET', KEYS[6], ARGV[9], string.format('%.0f', has - returned + granted))
              redis.call('EXPIRE', KEYS[6], 120)
            end
            return {granted, minute + granted, day + granted, holders}
            """, List.class);

    private final StringRedisTemplate redis;
    private final Clock clock;

    RedisSettlements(StringRedisTemplate redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    @Override
    public SettledBudget settle(Claim claim, Limits plan, String holder) {
        long now = clock.millis();
        long second = now / 1000;
        List<?> found = Objects.requireNonNull(redis.execute(
                SETTLE,
                List.of(
                        key(claim, "minute", second / MINUTE),
                        key(claim, "minute", second / MINUTE - 1),
                        key(claim, "day", second / DAY),
                        key(claim, "day", second / DAY - 1),
                        RedisKeyspace.key("{plan:" + claim.name() + "}", "holders"),
                        key(claim, "granted", second / MINUTE),
                        key(claim, "granted", second / MINUTE - 1)),
                arguments(claim, plan, holder, second)));
        return new SettledBudget(
                number(found, 0),
                window(MINUTE, plan.perMinute(), number(found, 1), now),
                window(DAY, plan.perDay(), number(found, 2), now),
                number(found, 3));
    }

    private static Object[] arguments(Claim claim, Limits plan, String holder, long second) {
        return Stream.of(
                        claim.used(),
                        claim.carried(),
                        claim.earlier(),
                        claim.returned(),
                        claim.wanted(),
                        plan.perMinute(),
                        plan.perDay(),
                        second,
                        holder,
                        HOLDS,
                        MOST_HOLDERS,
                        MOST_GRANTED,
                        second % DAY < MINUTE ? 1 : 0)
                .map(String::valueOf)
                .toArray();
    }

    private static Window window(long seconds, long limit, long taken, long now) {
        long millis = seconds * 1000;
        return new Window(limit, Math.max(0, limit - taken), millis - now % millis);
    }

    private static long number(List<?> found, int at) {
        return ((Number) Objects.requireNonNull(found.get(at))).longValue();
    }

    private static String key(Claim claim, String window, long number) {
        return RedisKeyspace.key("{plan:" + claim.name() + "}", window, Long.toString(number));
    }
}
