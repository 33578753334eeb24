package com.hubify.identity.server.reconciliation;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.redis.RedisKeyspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Repository;

/**
 * Clerk's list of memberships in Redis.
 *
 * <pre>
 * hfy:{reconciliation}:listed    hash    progress (WHOLE:1200), and of each person with memberships the sum of their digests;
 *                                        as long as the run, half a day at most
 * </pre>
 */
@Repository
class RedisListings implements Listings {

    private static final String LISTED = RedisKeyspace.key("{reconciliation}", "listed");

    /** No account has this id. */
    private static final String PROGRESS = "progress";

    private static final String BEGINNING = text(new Progress(State.PARTIAL, 0));

    /** A run that takes longer lists anew: what was said half a day ago says little. */
    private static final Duration KEPT = Duration.ofHours(12);

    /** KEYS listed, people; ARGV beginning, before, after, seconds to keep it, then person and digest in turn. */
    private static final RedisScript<Boolean> NOTE = RedisScript.of("""
            if (redis.call('HGET', KEYS[1], 'progress') or ARGV[1]) ~= ARGV[2] then return false end
            for i = 5, #ARGV, 2 do
                if redis.call('SISMEMBER', KEYS[2], ARGV[i]) == 1 then
                    redis.call('HINCRBY', KEYS[1], ARGV[i], ARGV[i + 1])
                end
            end
            redis.call('HSET', KEYS[1], 'progress', ARGV[3])
            if ARGV[2] == ARGV[1] then redis.call('EXPIRE', KEYS[1], ARGV[4]) end
            return true
            """, Boolean.class);

    private final StringRedisTemplate redis;

    RedisListings(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public Progress progress() {
        Object progress = redis.opsForHash().get(LISTED, PROGRESS);
        String[] parts = (progress == null ? BEGINNING : progress.toString()).split(":", 2);
        return new Progress(State.valueOf(parts[0]), Long.parseLong(parts[1]));
    }

    @Override
    public void note(Progress before, Progress after, List<Listed> part) {
        List<String> arguments =
                new ArrayList<>(List.of(BEGINNING, text(before), text(after), Long.toString(KEPT.toSeconds())));
        for (Listed membership : part) {
            arguments.add(membership.person().value());
            arguments.add(Long.toString(membership.digest()));
        }
        redis.execute(NOTE, List.of(LISTED, RedisRuns.PEOPLE), arguments.toArray());
    }

    @Override
    public Map<AccountId, Long> sums(List<AccountId> people) {
        List<String> found = redis.<String, String>opsForHash()
                .multiGet(LISTED, people.stream().map(AccountId::value).toList());
        Map<AccountId, Long> sums = new HashMap<>();
        for (int i = 0; i < people.size(); i++) {
            if (found.get(i) != null) {
                sums.put(people.get(i), Long.parseLong(found.get(i)));
            }
        }
        return sums;
    }

    @Override
    public void forget() {
        redis.delete(LISTED);
    }

    private static String text(Progress progress) {
        return progress.state() + ":" + progress.noted();
    }
}
