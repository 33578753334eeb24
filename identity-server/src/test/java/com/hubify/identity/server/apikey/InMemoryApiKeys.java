package com.hubify.identity.server.apikey;

import com.hubify.identity.server.account.AccountId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps API keys as long as the test runs. */
public class InMemoryApiKeys implements ApiKeys {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Comparator<Place> NEWEST_FIRST = Comparator.comparing(Place::createdAt)
            .reversed()
            .thenComparing(place -> place.id().value());

    public static final int MAX_PER_OWNER = 100;
    static final int MAX_PER_OWNER_AND_DAY = 200;
    public static final int MAX_CHANGES_A_DAY = 50;
    public static final Duration QUIET = Duration.ofHours(1);

    private final Map<ApiKeyId, ApiKey> keys = new HashMap<>();
    private final Map<AccountId, Integer> changed = new HashMap<>();
    private final Map<String, Made> made = new HashMap<>();
    private final Clock clock;

    public InMemoryApiKeys(Clock clock) {
        this.clock = clock;
    }

    synchronized void clear() {
        keys.clear();
        changed.clear();
        made.clear();
    }

    @Override
    public int perOwner() {
        return MAX_PER_OWNER;
    }

    @Override
    public int perOwnerAndDay() {
        return MAX_PER_OWNER_AND_DAY;
    }

    @Override
    public Duration quietBeforeEnd() {
        return QUIET;
    }

    @Override
    public int changesPerOwnerAndDay() {
        return MAX_CHANGES_A_DAY;
    }

    @Override
    public synchronized Addition addSuccessor(ApiKey successor, ApiKey before, ApiKey succeeded, @Nullable Once once) {
        if (isRepeated(successor, once)) {
            return Addition.REPEATED;
        }
        if (!isCurrent(before)) {
            return Addition.OUTDATED;
        }
        if (before.succession() == null
                && ownedBy(before.owner()).stream()
                                .filter(it -> it.succession() != null)
                                .count()
                        >= MAX_PER_OWNER) {
            return Addition.TOO_MANY;
        }
        keys.put(before.id(), succeeded);
        Addition addition = add(successor, once);
        if (addition != Addition.ADDED) {
            keys.put(before.id(), before);
        }
        return addition;
    }

    @Override
    public synchronized boolean change(ApiKey before, ApiKey after) {
        // As in Redis, where uses are kept apart: one that was noted since the key was read stays.
        return isCurrent(before)
                && keys.computeIfPresent(before.id(), (id, key) -> after.usedAt(key.lastUsedAt())) != null;
    }

    @Override
    public synchronized Duration countChange(AccountId owner) {
        return changed.merge(owner, 1, Integer::sum) <= MAX_CHANGES_A_DAY ? Duration.ZERO : DAY;
    }

    private boolean isCurrent(ApiKey before) {
        return find(before.id())
                .filter(key -> key.revokedAt() == null && key.changes() == before.changes())
                .isPresent();
    }

    @Override
    public synchronized Addition add(ApiKey key, @Nullable Once once) {
        if (keys.containsKey(key.id())) {
            return Addition.ID_TAKEN;
        }
        if (isRepeated(key, once)) {
            return Addition.REPEATED;
        }
        if (ownedBy(key.owner()).stream().filter(it -> it.succession() == null).count() >= MAX_PER_OWNER) {
            return Addition.TOO_MANY;
        }
        if (madeToday(key.owner()) >= MAX_PER_OWNER_AND_DAY) {
            return Addition.TOO_MANY_A_DAY;
        }
        keys.put(key.id(), key);
        if (once != null) {
            made.put(key.owner() + once.name(), new Made(key.id(), once.request(), once.sealed()));
        }
        return Addition.ADDED;
    }

    private boolean isRepeated(ApiKey key, @Nullable Once once) {
        return once != null && made.containsKey(key.owner() + once.name());
    }

    @Override
    public synchronized Optional<Made> made(AccountId owner, String name) {
        return Optional.ofNullable(made.get(owner + name));
    }

    /** All that is kept of requests. */
    public synchronized List<Object> kept() {
        return made.entrySet().stream().<Object>map(entry -> entry).toList();
    }

    /** As if {@link #SEALED_KEPT} was over. */
    public synchronized void forgetSealed() {
        made.replaceAll((name, key) -> new Made(key.id(), key.request(), null));
    }

    private long madeToday(AccountId owner) {
        return madeSince(owner, clock.instant().minus(DAY)).count();
    }

    private Stream<Instant> madeSince(AccountId owner, Instant time) {
        return keys.values().stream()
                .filter(key -> key.owner().equals(owner) && key.createdAt().isAfter(time))
                .map(ApiKey::createdAt);
    }

    @Override
    public synchronized Duration untilNextDay(AccountId owner) {
        Instant now = clock.instant();
        Instant first =
                madeSince(owner, now.minus(DAY)).min(Comparator.naturalOrder()).orElse(now);
        return Duration.between(now, first.plus(DAY));
    }

    @Override
    public synchronized Optional<ApiKey> find(ApiKeyId id) {
        return Optional.ofNullable(keys.get(id)).filter(key -> !key.expiredAt(clock.instant()));
    }

    @Override
    public synchronized boolean wasIssued(ApiKeyId id) {
        return keys.containsKey(id);
    }

    @Override
    public synchronized Page page(AccountId owner, @Nullable Place after, int skip, int limit) {
        List<ApiKey> all = keys.values().stream()
                .filter(key -> key.owner().equals(owner) && key.usableAt(clock.instant()))
                .sorted(Comparator.comparing(InMemoryApiKeys::place, NEWEST_FIRST))
                .toList();
        List<ApiKey> rest = all.stream()
                .filter(key -> after == null || NEWEST_FIRST.compare(after, place(key)) < 0)
                .skip(skip)
                .toList();
        List<ApiKey> shown = rest.stream().limit(limit).toList();
        return new Page(shown, all.size(), shown.size() < rest.size() ? place(shown.get(shown.size() - 1)) : null);
    }

    private static Place place(ApiKey key) {
        return new Place(key.createdAt(), key.id());
    }

    @Override
    public synchronized boolean revoke(ApiKeyId id, Instant at) {
        ApiKey key = keys.get(id);
        if (key == null || !key.usableAt(at)) {
            return false;
        }
        keys.put(id, key.revoke(at).usedAt(null));
        return true;
    }

    @Override
    public synchronized void noteUse(ApiKeyId id, Instant at) {
        keys.computeIfPresent(id, (any, key) -> {
            Instant known = key.lastUsedAt();
            boolean tooSoon = known != null && at.isBefore(known.plus(USE_GRAIN));
            return key.revokedAt() != null || tooSoon ? key : key.usedAt(at);
        });
    }
}
