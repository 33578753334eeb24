package com.hubify.identity.server.apikey;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.redis.DailyCounts;
import com.hubify.identity.server.redis.RedisJson;
import com.hubify.identity.server.redis.UnreadableDocument;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
 * hfy:{apikeys:OWNER}:live               hash      id to json; until revoked; expired ones go at the next addition or list, so
 *                                                  that there are never more than per-owner, and as many that have a successor
 * hfy:{apikeys:OWNER}:used               hash      id to latest use in Unix seconds; goes with the key
 * hfy:{apikeys:OWNER}:index              sorted set  ID by minus its creation; a day, so that what a node of a release without it
 *                                                  has left heals; made of the live ones at the next addition or list
 * hfy:{apikeys:OWNER}:ends               sorted set  ID by its expiry, "replaced ID" of one with a successor by 0; made and gone
 *                                                  with the index
 * hfy:{apikeys:OWNER}:made               string    how many keys were made since the first of this day; one day; at most
 *                                                  per-owner-and-day
 * hfy:{apikeys:OWNER}:changed            string    how often keys were changed since the first time of this day; one day
 * hfy:{apikeys:OWNER}:once:DIGEST        string    of an Idempotency-Key: the id of the key made, and a digest of what was asked for;
 *                                                  one day; at most per-owner-and-day
 * hfy:{apikeys:OWNER}:once:DIGEST:key    string    the key itself, encrypted with the Idempotency-Key; 10 minutes
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
    public Addition add(ApiKey key, @Nullable Once once) {
        return add(key, once, List.of());
    }

    @Override
    public Addition addSuccessor(ApiKey successor, ApiKey before, ApiKey succeeded, @Nullable Once once) {
        Addition addition = add(
                successor,
                once,
                List.of(
                        before.id().value(),
                        Integer.toString(before.changes()),
                        RedisJson.write(ApiKeyDocument.of(succeeded))));
        if (addition == Addition.ADDED) {
            pointers.keep(succeeded);
        }
        return addition;
    }

    private Addition add(ApiKey key, @Nullable Once once, List<String> predecessor) {
        if (!pointers.reserve(key)) {
            return Addition.ID_TAKEN;
        }
        RedisApiKeySlot slot = new RedisApiKeySlot(key.owner());
        String request = once == null ? "-" : once.name();
        Addition addition = Addition.valueOf(Objects.requireNonNull(redis.execute(
                RedisApiKeyScripts.ADD,
                List.of(
                        slot.live(),
                        slot.used(),
                        slot.index(),
                        slot.ends(),
                        slot.made(),
                        slot.once(request),
                        slot.sealed(request)),
                Stream.concat(
                                Stream.of(
                                        key.id().value(),
                                        RedisJson.write(ApiKeyDocument.of(key)),
                                        seconds(clock.instant()),
                                        Integer.toString(properties.perOwner()),
                                        Integer.toString(properties.perOwnerAndDay()),
                                        Long.toString(DAY.toSeconds()),
                                        once == null ? "" : once.request(),
                                        once == null ? "" : once.sealed(),
                                        Long.toString(ApiKeys.SEALED_KEPT.toSeconds())),
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
    public Optional<Made> made(AccountId owner, String name) {
        RedisApiKeySlot slot = new RedisApiKeySlot(owner);
        List<String> stored =
                Objects.requireNonNull(redis.opsForValue().multiGet(List.of(slot.once(name), slot.sealed(name))));
        return Optional.ofNullable(stored.get(0))
                .map(made -> made.split(" ", 2))
                .filter(made -> made.length == 2)
                .flatMap(made -> ApiKeyId.parse(made[0]).map(id -> new Made(id, made[1], stored.get(1))));
    }

    @Override
    public boolean change(ApiKey before, ApiKey after) {
        RedisApiKeySlot slot = new RedisApiKeySlot(before.owner());
        boolean changed = Boolean.TRUE.equals(redis.execute(
                RedisApiKeyScripts.CHANGE,
                List.of(slot.live(), slot.used(), slot.index(), slot.ends()),
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
        String counter = new RedisApiKeySlot(owner).changed();
        return changes.add(counter) <= properties.changesPerOwnerAndDay() ? Duration.ZERO : left(counter);
    }

    @Override
    public Optional<ApiKey> find(ApiKeyId id) {
        // Unknown ids are looked up with an impossible owner, so that timing does not show which ids exist.
        RedisApiKeySlot slot = new RedisApiKeySlot(pointers.owner(id).orElse(NO_OWNER));
        return keys(stored(() -> redis.execute(
                        RedisApiKeyScripts.FIND, List.of(slot.live(), slot.used(), slot.revoked(id)), id.value())))
                .stream()
                .findFirst();
    }

    @Override
    public boolean wasIssued(ApiKeyId id) {
        return pointers.owner(id).isPresent();
    }

    @Override
    public Duration untilNextDay(AccountId owner) {
        return left(new RedisApiKeySlot(owner).made());
    }

    private Duration left(String counter) {
        return Duration.ofSeconds(Math.max(1, redis.getExpire(counter)));
    }

    @Override
    public Page page(AccountId owner, @Nullable Place after, int skip, int limit) {
        RedisApiKeySlot slot = new RedisApiKeySlot(owner);
        Stream<String> place = after == null
                ? Stream.empty()
                : Stream.of("-" + seconds(after.createdAt()), after.id().value());
        List<?> answer = stored(() -> redis.execute(
                RedisApiKeyScripts.PAGE,
                List.of(slot.live(), slot.used(), slot.index(), slot.ends()),
                Stream.concat(
                                Stream.of(seconds(clock.instant()), Integer.toString(skip), Integer.toString(limit)),
                                place)
                        .toArray()));
        if (answer.isEmpty()) {
            return new Page(List.of(), 0, null);
        }
        List<ApiKey> keys = keys(answer.subList(3, answer.size()));
        pointers.restore(keys);
        return new Page(keys, ((Number) answer.get(0)).intValue(), place(answer));
    }

    private static @Nullable Place place(List<?> answer) {
        return ApiKeyId.parse(String.valueOf(answer.get(2)))
                .map(id ->
                        new Place(Instant.ofEpochSecond(-(long) Double.parseDouble(String.valueOf(answer.get(1)))), id))
                .orElse(null);
    }

    @Override
    public boolean revoke(ApiKeyId id, Instant at) {
        Optional<ApiKey> usable = find(id).filter(key -> key.usableAt(at));
        // Before the key is removed: otherwise a crash in between would leave the pointer forever.
        usable.ifPresent(key -> pointers.end(id));
        return usable.map(key -> key.revoke(at)).filter(this::remove).isPresent();
    }

    private boolean remove(ApiKey revoked) {
        RedisApiKeySlot slot = new RedisApiKeySlot(revoked.owner());
        return Boolean.TRUE.equals(redis.execute(
                RedisApiKeyScripts.REVOKE,
                List.of(slot.live(), slot.used(), slot.index(), slot.ends(), slot.revoked(revoked.id())),
                revoked.id().value(),
                RedisJson.write(ApiKeyDocument.of(revoked)),
                Long.toString(DEAD_KEPT.toSeconds())));
    }

    @Override
    public void noteUse(ApiKeyId id, Instant at) {
        pointers.owner(id)
                .map(RedisApiKeySlot::new)
                .ifPresent(slot -> redis.execute(
                        RedisApiKeyScripts.NOTE_USE,
                        List.of(slot.live(), slot.used()),
                        id.value(),
                        seconds(at),
                        Long.toString(USE_GRAIN.toSeconds())));
    }

    private static List<?> stored(Supplier<@Nullable List<?>> asked) {
        try {
            return UnreadableDocument.asking(asked);
        } catch (UnreadableDocument e) {
            log.warn(
                    "The stored list of an owner's API keys is unreadable and is treated as empty: {}", e.getMessage());
            return List.of();
        }
    }

    /**
     * Reads documents, each followed by its latest use. Expired keys are left out here, since hash fields do not expire
     * by themselves. An unreadable key is skipped: it is not valid, but must not hide the owner's other keys.
     */
    private List<ApiKey> keys(List<?> pairs) {
        Instant now = clock.instant();
        List<ApiKey> keys = new ArrayList<>();
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            if (pairs.get(i) instanceof String json) {
                key(json, pairs.get(i + 1)).filter(key -> !key.expiredAt(now)).ifPresent(keys::add);
            }
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
}
