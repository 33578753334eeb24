package com.hubify.identity.server.limit.settlement;

import com.hubify.identity.server.limit.settlement.SettledBudget.Window;
import com.hubify.identity.server.redis.RedisKeyspace;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
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
 * </pre>
 */
@Repository
class RedisSettlements implements Settlements {

    private static final long MINUTE = 60;
    private static final long DAY = 86_400;
    private static final long HOLDS = 10;
    private static final int MOST_HOLDERS = 64;

    /**
     * KEYS minute, the one before, day, the one before, holders; ARGV used, returned, wanted, limit of a minute, of a day, seconds now,
     * holder, seconds for which one holds, holders at most. The excess of a window is taken from the next one, so that what services
     * allowed before they were told stays within the limit over time; a limit's worth at most, so that no claim ends a caller for
     * longer.
     */
    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> SETTLE = RedisScript.of("""
            local function taken(key, before, limit)
              local count = redis.call('GET', key)
              if count then return tonumber(count) end
              local excess = tonumber(redis.call('GET', before) or '0') - limit
              return math.max(0, math.min(limit, excess))
            end
            local perMinute, perDay = tonumber(ARGV[4]), tonumber(ARGV[5])
            local change, wanted = ARGV[1] - ARGV[2], tonumber(ARGV[3])
            local minute = math.max(0, taken(KEYS[1], KEYS[2], perMinute) + change)
            local day = math.max(0, taken(KEYS[3], KEYS[4], perDay) + change)
            redis.call('ZADD', KEYS[5], ARGV[6], ARGV[7])
            redis.call('ZREMRANGEBYSCORE', KEYS[5], '-inf', ARGV[6] - ARGV[8])
            redis.call('ZREMRANGEBYRANK', KEYS[5], 0, -1 - ARGV[9])
            redis.call('EXPIRE', KEYS[5], ARGV[8])
            local holders = redis.call('ZCARD', KEYS[5])
            local left = math.min(perMinute - minute, perDay - day)
            local granted = 0
            if left > 0 then
              granted = math.min(wanted, math.max(1, math.floor(left / holders)))
            end
            redis.call('SET', KEYS[1], string.format('%.0f', minute + granted), 'EX', 120)
            redis.call('SET', KEYS[3], string.format('%.0f', day + granted), 'EX', 172800)
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
                        RedisKeyspace.key("{plan:" + claim.name() + "}", "holders")),
                Long.toString(claim.used()),
                Long.toString(claim.returned()),
                Long.toString(claim.wanted()),
                Long.toString(plan.perMinute()),
                Long.toString(plan.perDay()),
                Long.toString(second),
                holder,
                Long.toString(HOLDS),
                Integer.toString(MOST_HOLDERS)));
        return new SettledBudget(
                number(found, 0),
                window(MINUTE, plan.perMinute(), number(found, 1), now),
                window(DAY, plan.perDay(), number(found, 2), now),
                number(found, 3));
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
