package com.hubify.identity.server.apikey;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.redis.DailyCounts;
import com.hubify.identity.server.redis.RedisJson;
import com.hubify.identity.server.redis.RedisKeyspace;
import com.hubify.identity.server.redis.UnreadableDocument;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Repository;

/**
 * API keys in Redis. An owner's keys are in one hash slot, so that adding, listing and revoking are atomic; one of
 * {@link RedisApiKeyPointers} leads there from the id.
 *
 * <pre>
 * hfy:apikey:{id}                        string    owner of the key; until 30 days after its end; an hour, until the key is
 *                                                  there
 * hfy:{apikeys:OWNER}:live               hash      id to json; until revoked; expired ones go at the next addition, so
 *                                                  that there are never more than per-owner, and as many that have a successor
 * hfy:{apikeys:OWNER}:used               hash      id to latest use in Unix seconds; goes with the key
 * hfy:{apikeys:OWNER}:made               string    how many keys were made since the first of this day; one day; at most
 *                                                  per-owner-and-day
 * hfy:{apikeys:OWNER}:changed            string    how often keys were changed since the first time of this day; one day
 * hfy:{apikeys:OWNER}:revoked:ID         json      30 days, so that revoking it again is still harmless and its use is audited
 *                                                  for what it is. After that the key is unknown, which is refused as well;
 *                                                  at most 30 times per-owner-and-day
 * </pre>
 */
@Repository
@EnableConfigurationProperties(ApiKeyProperties.class)
class RedisApiKeys implements ApiKeys {

    private static final Logger log = LoggerFactory.getLogger(RedisApiKeys.class);

    private static final AccountId NO_OWNER = new AccountId("-");

    private static final Duration DEAD_KEPT = Duration.ofDays(30);
    private static final Duration DAY = Duration.ofDays(1);

    private static final Comparator<ApiKey> NEWEST_FIRST = Comparator.comparing(ApiKey::createdAt)
            .reversed()
            .thenComparing(key -> key.id().value());

    private final StringRedisTemplate redis;
    private final ApiKeyProperties properties;
    private final Clock clock;
    private final DailyCounts changes;
    private final RedisApiKeyPointers pointers;

    RedisApiKeys(StringRedisTemplate redis, ApiKeyProperties properties, Clock clock) {
        this.properties = properties;
        this.redis = redis;
        this.clock = clock;
        this.changes = new DailyCounts(redis);
        this.pointers = new RedisApiKeyPointers(redis, clock, DEAD_KEPT);
    }

    @Override
    public int perOwner() {
        return properties.perOwner();
    }

    @Override
    public int perOwnerAndDay() {
        return properties.perOwnerAndDay();
    }

    @Override
    public int changesPerOwnerAndDay() {
        return properties.changesPerOwnerAndDay();
    }

    @Override
    public Duration quietBeforeEnd() {
        return properties.quietBeforeEnd();
    }

    @Override
    public Addition add(ApiKey key) {
        return add(key, List.of());
    }

    @Override
    public Addition addSuccessor(ApiKey successor, ApiKey before, ApiKey succeeded) {
        Addition addition = add(
                successor,
                List.of(
                        before.id().value(),
                        Integer.toString(before.changes()),
                        RedisJson.write(ApiKeyDocument.of(succeeded))));
        if (addition == Addition.ADDED) {
            pointers.keep(succeeded);
        }
        return addition;
    }

    private Addition add(ApiKey key, List<String> predecessor) {
        if (!pointers.reserve(key)) {
            return Addition.ID_TAKEN;
        }
        Addition addition = Addition.valueOf(Objects.requireNonNull(redis.execute(
                RedisApiKeyScripts.ADD,
                List.of(live(key.owner()), used(key.owner()), made(key.owner())),
                Stream.concat(
                                Stream.of(
                                        key.id().value(),
                                        RedisJson.write(ApiKeyDocument.of(key)),
                                        seconds(clock.instant()),
                                        Integer.toString(properties.perOwner()),
                                        Integer.toString(properties.perOwnerAndDay()),
                                        Long.toString(DAY.toSeconds())),
                                predecessor.stream())
                        .toArray())));
        if (addition == Addition.ADDED) {
            pointers.keep(key);
        } else {
            pointers.release(key);
        }
        return addition;
    }

    @Override
    public boolean change(ApiKey before, ApiKey after) {
        boolean changed = Boolean.TRUE.equals(redis.execute(
                RedisApiKeyScripts.CHANGE,
                List.of(live(before.owner())),
                before.id().value(),
                Integer.toString(before.changes()),
                RedisJson.write(ApiKeyDocument.of(after))));
        // Only where the end changes. A rename that is slow would write the end down that the key had before it got a
        // nearer one.
        if (changed && !Objects.equals(before.expiresAt(), after.expiresAt())) {
            pointers.keep(after);
        }
        return changed;
    }

    @Override
    public Duration countChange(AccountId owner) {
        String counter = RedisKeyspace.key(slot(owner), "changed");
        return changes.add(counter) <= properties.changesPerOwnerAndDay() ? Duration.ZERO : left(counter);
    }

    @Override
    public Optional<ApiKey> find(ApiKeyId id) {
        // Unknown ids are looked up with an impossible owner, so that timing does not show which ids exist.
        AccountId owner = pointers.owner(id).orElse(NO_OWNER);
        return keys(() -> redis.execute(
                        RedisApiKeyScripts.FIND, List.of(live(owner), used(owner), revoked(owner, id)), id.value()))
                .stream()
                .findFirst();
    }

    @Override
    public boolean wasIssued(ApiKeyId id) {
        return pointers.owner(id).isPresent();
    }

    @Override
    public Duration untilNextDay(AccountId owner) {
        return left(made(owner));
    }

    private Duration left(String counter) {
        return Duration.ofSeconds(Math.max(1, redis.getExpire(counter)));
    }

    @Override
    public List<ApiKey> ownedBy(AccountId owner) {
        List<ApiKey> keys =
                keys(() -> redis.execute(RedisApiKeyScripts.LIST, List.of(live(owner), used(owner)))).stream()
                        .sorted(NEWEST_FIRST)
                        .toList();
        pointers.restore(keys);
        return keys;
    }

    @Override
    public boolean revoke(ApiKeyId id, Instant at) {
        Optional<ApiKey> usable = find(id).filter(key -> key.usableAt(at));
        // Before the key is removed: otherwise a crash in between would leave the pointer forever.
        usable.ifPresent(key -> pointers.end(id));
        return usable.map(key -> key.revoke(at)).stream()
                .anyMatch(key -> Boolean.TRUE.equals(redis.execute(
                        RedisApiKeyScripts.REVOKE,
                        List.of(live(key.owner()), used(key.owner()), revoked(key.owner(), id)),
                        id.value(),
                        RedisJson.write(ApiKeyDocument.of(key)),
                        Long.toString(DEAD_KEPT.toSeconds()))));
    }

    @Override
    public void noteUse(ApiKeyId id, Instant at) {
        pointers.owner(id)
                .ifPresent(owner -> redis.execute(
                        RedisApiKeyScripts.NOTE_USE,
                        List.of(live(owner), used(owner)),
                        id.value(),
                        seconds(at),
                        Long.toString(USE_GRAIN.toSeconds())));
    }

    /**
     * Reads documents, each followed by its latest use. Expired keys are left out here, since hash fields do not expire
     * by themselves. An unreadable key is skipped: it is not valid, but must not hide the owner's other keys.
     */
    private List<ApiKey> keys(Supplier<@Nullable List<?>> asked) {
        Instant now = clock.instant();
        List<ApiKey> keys = new ArrayList<>();
        try {
            List<?> pairs = UnreadableDocument.asking(asked);
            for (int i = 0; i + 1 < pairs.size(); i += 2) {
                if (pairs.get(i) instanceof String json) {
                    key(json, pairs.get(i + 1))
                            .filter(key -> !key.expiredAt(now))
                            .ifPresent(keys::add);
                }
            }
        } catch (UnreadableDocument e) {
            log.warn(
                    "The stored list of an owner's API keys is unreadable and is treated as empty: {}", e.getMessage());
        }
        return keys;
    }

    private static Optional<ApiKey> key(String json, @Nullable Object used) {
        try {
            ApiKeyDocument document = RedisJson.read(json, ApiKeyDocument.class);
            return Optional.of(UnreadableDocument.reading(() -> document.toKey(time(used))));
        } catch (UnreadableDocument e) {
            log.warn("A stored API key is unreadable and is treated as missing: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static @Nullable Instant time(@Nullable Object used) {
        return used == null ? null : Instant.ofEpochSecond(Long.parseLong(used.toString()));
    }

    private static String seconds(Instant time) {
        return Long.toString(time.getEpochSecond());
    }

    private static String live(AccountId owner) {
        return RedisKeyspace.key(slot(owner), "live");
    }

    private static String used(AccountId owner) {
        return RedisKeyspace.key(slot(owner), "used");
    }

    private static String made(AccountId owner) {
        return RedisKeyspace.key(slot(owner), "made");
    }

    private static String revoked(AccountId owner, ApiKeyId id) {
        return RedisKeyspace.key(slot(owner), "revoked", id.value());
    }

    private static String slot(AccountId owner) {
        return "{apikeys:" + owner + "}";
    }
}
