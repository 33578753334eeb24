package com.hubify.identity.server.reconciliation;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.redis.RedisKeyspace;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisClusterNode;
import org.springframework.data.redis.core.Cursor;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.ScanOptions;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Repository;

/**
 * The reconciliation's state in Redis.
 *
 * <pre>
 * hfy:{reconciliation}:run         hash      begun, phase, people, departed, skipped; until the next run, 30 days at most
 * hfy:{reconciliation}:people      set       account ids that are still to be asked about; until asked, 30 days at most
 * hfy:{reconciliation}:departed    set       account ids that are to be ended; until ended, 30 days at most
 * hfy:{reconciliation}:lease       string    a minute
 * </pre>
 */
@Repository
class RedisRuns implements Runs {

    private static final String RUN = key("run");
    static final String PEOPLE = key("people");
    private static final String DEPARTED = key("departed");
    private static final String LEASE = key("lease");
    private static final String ACCOUNTS = RedisKeyspace.key("account", "");

    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration LEASED = Duration.ofMinutes(1);
    private static final int PAGE = 1_000;

    /** KEYS lease; ARGV holder, milliseconds. */
    private static final RedisScript<Boolean> TAKE = RedisScript.of("""
            local holder = redis.call('GET', KEYS[1])
            if holder and holder ~= ARGV[1] then return false end
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            return true
            """, Boolean.class);

    /** KEYS people, departed, run; ARGV person, seconds to keep it. */
    private static final RedisScript<Long> DEPART = RedisScript.of("""
            local new = redis.call('SADD', KEYS[2], ARGV[1])
            redis.call('EXPIRE', KEYS[2], ARGV[2])
            redis.call('SREM', KEYS[1], ARGV[1])
            return redis.call('HINCRBY', KEYS[3], 'departed', new)
            """, Long.class);

    private final StringRedisTemplate redis;
    private final String holder = UUID.randomUUID().toString();

    RedisRuns(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public boolean lease() {
        return Boolean.TRUE.equals(redis.execute(TAKE, List.of(LEASE), holder, Long.toString(LEASED.toMillis())));
    }

    @Override
    public Optional<Run> latest() {
        Map<String, String> run = redis.<String, String>opsForHash().entries(RUN);
        return run.isEmpty()
                ? Optional.empty()
                : Optional.of(new Run(
                        Instant.ofEpochMilli(Long.parseLong(run.getOrDefault("begun", "0"))),
                        Phase.valueOf(run.getOrDefault("phase", Phase.FINISHED.name())),
                        Long.parseLong(run.getOrDefault("people", "0"))));
    }

    @Override
    public void begin(Instant now) {
        redis.delete(List.of(PEOPLE, DEPARTED));
        redis.opsForHash()
                .putAll(
                        RUN,
                        Map.of(
                                "begun",
                                Long.toString(now.toEpochMilli()),
                                "phase",
                                Phase.COLLECTING.name(),
                                "people",
                                "0",
                                "departed",
                                "0",
                                "skipped",
                                "0"));
        redis.expire(RUN, KEPT);
    }

    @Override
    public long collect() {
        redis.execute((RedisCallback<Boolean>) connection -> {
            if (connection instanceof RedisClusterConnection cluster) {
                for (RedisClusterNode node : cluster.clusterGetNodes()) {
                    if (node.isMaster()) {
                        collect(cluster.scan(node, accounts()));
                    }
                }
            } else {
                collect(connection.keyCommands().scan(accounts()));
            }
            return true;
        });
        redis.expire(PEOPLE, KEPT);
        return Objects.requireNonNullElse(redis.opsForSet().size(PEOPLE), 0L);
    }

    private static ScanOptions accounts() {
        return ScanOptions.scanOptions().match(ACCOUNTS + "*").count(PAGE).build();
    }

    private void collect(Cursor<byte[]> found) {
        try (found) {
            List<String> page = new ArrayList<>(PAGE);
            while (found.hasNext()) {
                page.add(new String(found.next(), StandardCharsets.UTF_8).substring(ACCOUNTS.length()));
                if (page.size() == PAGE || !found.hasNext()) {
                    redis.opsForSet().add(PEOPLE, page.toArray(String[]::new));
                    page.clear();
                }
            }
        }
    }

    @Override
    public void enter(Phase phase, long people) {
        redis.opsForHash().putAll(RUN, Map.of("phase", phase.name(), "people", Long.toString(people)));
    }

    @Override
    public List<AccountId> next(int most) {
        return some(PEOPLE, most);
    }

    @Override
    public void done(Collection<AccountId> people) {
        if (!people.isEmpty()) {
            redis.opsForSet()
                    .remove(PEOPLE, people.stream().map(AccountId::value).toArray());
        }
    }

    @Override
    public long departed(AccountId person) {
        return Objects.requireNonNull(
                redis.execute(DEPART, List.of(PEOPLE, DEPARTED, RUN), person.value(), Long.toString(KEPT.toSeconds())));
    }

    @Override
    public List<AccountId> nextDeparted(int most) {
        return some(DEPARTED, most);
    }

    @Override
    public long departed() {
        return count("departed");
    }

    @Override
    public void ended(AccountId person) {
        redis.opsForSet().remove(DEPARTED, person.value());
    }

    @Override
    public long skip(AccountId person) {
        done(List.of(person));
        ended(person);
        return Objects.requireNonNull(redis.opsForHash().increment(RUN, "skipped", 1));
    }

    @Override
    public long skipped() {
        return count("skipped");
    }

    private long count(String member) {
        Object count = redis.opsForHash().get(RUN, member);
        return count == null ? 0 : Long.parseLong(count.toString());
    }

    private List<AccountId> some(String set, int most) {
        Set<String> some = redis.opsForSet().distinctRandomMembers(set, most);
        return some == null
                ? List.of()
                : some.stream().flatMap(id -> AccountId.parse(id).stream()).toList();
    }

    private static String key(String part) {
        return RedisKeyspace.key("{reconciliation}", part);
    }
}
