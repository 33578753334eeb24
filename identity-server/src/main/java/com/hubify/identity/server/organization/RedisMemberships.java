package com.hubify.identity.server.organization;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.organization.StoredMemberships.Member;
import com.hubify.identity.server.redis.RedisJson;
import com.hubify.identity.server.redis.RedisKeyspace;
import com.hubify.identity.server.redis.UnreadableDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Repository;

/**
 * Memberships in Redis.
 *
 * <pre>
 * hfy:memberships:{account}    json string    at most 100 organizations, with 200 permissions each; as long as the account
 * hfy:organization:{id}        json string    of those with members here, for ever; 100 days once it has ended, longer than any news of it takes
 * </pre>
 *
 * A membership counts only while its organization is known: one that has ended is forgotten after all news of it.
 */
@Repository
class RedisMemberships implements Memberships {

    private static final Logger log = LoggerFactory.getLogger(RedisMemberships.class);

    private static final Duration ENDED_IS_KEPT = Duration.ofDays(100);

    private static final int ATTEMPTS = 20;

    private static final RedisScript<Boolean> REPLACE = new DefaultRedisScript<>("""
            local now = redis.call('GET', KEYS[1])
            if (now or '') ~= ARGV[1] then return false end
            redis.call('SET', KEYS[1], ARGV[2])
            return true
            """, Boolean.class);

    /** KEYS organization; ARGV Unix milliseconds, document, whether it must be known. What can't be read is replaced. */
    private static final RedisScript<Boolean> NAME = new DefaultRedisScript<>("""
            local stored = redis.call('GET', KEYS[1])
            if ARGV[3] == 'true' and not stored then return false end
            local isRead, known = pcall(cjson.decode, stored or 'null')
            if isRead and type(known) == 'table' then
                if known.ended or (tonumber(known.updatedAt) or 0) > tonumber(ARGV[1]) then return false end
            end
            redis.call('SET', KEYS[1], ARGV[2])
            return true
            """, Boolean.class);

    private final StringRedisTemplate redis;

    RedisMemberships(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public List<Membership> of(AccountId account) {
        List<Member> living = read(redis.opsForValue().get(ofAccount(account))).living();
        Map<String, Organization> known =
                organizations(living.stream().map(Member::organization).toList());
        return living.stream()
                .flatMap(member -> membership(member, known.get(member.organization())))
                .sorted(Comparator.comparing(
                                (Membership it) -> it.organization().title(), String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(it -> it.organization().id()))
                .toList();
    }

    @Override
    public Optional<Membership> find(AccountId account, String organization) {
        return read(redis.opsForValue().get(ofAccount(account)))
                .find(organization)
                .filter(member -> !member.left())
                .flatMap(member -> membership(
                                member, organizations(List.of(organization)).get(organization))
                        .findFirst());
    }

    /** The organization first: a membership without it doesn't count. */
    @Override
    public Recorded put(AccountId account, Membership membership) {
        name(membership.organization(), membership.updatedAt(), false);
        Recorded[] became = {Recorded.PASSED_OVER};
        update(account, before -> {
            StoredMemberships.Change change = before.put(Member.of(membership));
            became[0] = change.what();
            return change.after();
        });
        return became[0];
    }

    @Override
    public Recorded remove(AccountId account, String organization, Instant at) {
        Recorded[] became = {Recorded.PASSED_OVER};
        update(account, before -> {
            StoredMemberships.Change change = before.remove(organization, at);
            became[0] = change.what();
            return change.after();
        });
        return became[0];
    }

    @Override
    public Map<String, Recorded> replace(AccountId account, List<Membership> all, Instant asOf) {
        all.forEach(membership -> name(membership.organization(), membership.updatedAt(), false));
        List<Member> members = all.stream().map(Member::of).toList();
        Map<String, Recorded> became = new HashMap<>();
        update(account, before -> {
            became.clear();
            return before.replace(members, asOf, became);
        });
        return became;
    }

    @Override
    public void name(Organization organization, Instant updatedAt) {
        name(organization, updatedAt, true);
    }

    private void name(Organization organization, Instant updatedAt, boolean mustBeKnown) {
        long millis = updatedAt.toEpochMilli();
        redis.execute(
                NAME,
                List.of(ofOrganization(organization.id())),
                Long.toString(millis),
                RedisJson.write(new StoredOrganization(
                        organization.id(), organization.name(), organization.slug(), millis, false)),
                Boolean.toString(mustBeKnown));
    }

    @Override
    public Optional<Organization> organization(String id) {
        return Optional.ofNullable(organizations(List.of(id)).get(id));
    }

    @Override
    public boolean end(String organization) {
        return Boolean.TRUE.equals(redis.opsForValue()
                .setIfPresent(
                        ofOrganization(organization),
                        RedisJson.write(new StoredOrganization(organization, null, null, 0, true)),
                        ENDED_IS_KEPT));
    }

    @Override
    public void forget(AccountId account) {
        redis.delete(ofAccount(account));
    }

    /** Compare-and-set: news of one person may come at once, from Clerk and at a sign-in. */
    private void update(AccountId account, UnaryOperator<StoredMemberships> change) {
        String key = ofAccount(account);
        for (int i = 0; i < ATTEMPTS; i++) {
            String before = redis.opsForValue().get(key);
            StoredMemberships known = read(before);
            StoredMemberships after = change.apply(known);
            if (after.equals(known)
                    || Boolean.TRUE.equals(redis.execute(
                            REPLACE, List.of(key), before == null ? "" : before, RedisJson.write(after)))) {
                return;
            }
        }
        throw new IllegalStateException(
                "the memberships of " + account + " could not be saved: another request changed them at each attempt");
    }

    /** What can't be read is treated as none: the next sign-in writes all of it again. */
    private static StoredMemberships read(@Nullable String json) {
        if (json == null) {
            return StoredMemberships.NONE;
        }
        try {
            return RedisJson.read(json, StoredMemberships.class);
        } catch (UnreadableDocument e) {
            log.warn("Stored memberships of a person are unreadable and are treated as none: {}", e.getMessage());
            return StoredMemberships.NONE;
        }
    }

    /** Those that are known and have not ended, by id. */
    private Map<String, Organization> organizations(List<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<String, Organization> known = new HashMap<>();
        Objects.requireNonNull(redis.opsForValue()
                        .multiGet(ids.stream()
                                .map(RedisMemberships::ofOrganization)
                                .toList()))
                .forEach(json -> stored(json).ifPresent(it -> known.put(it.id(), it)));
        return known;
    }

    private static Optional<Organization> stored(@Nullable String json) {
        if (json == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(RedisJson.read(json, StoredOrganization.class))
                    .filter(stored -> !stored.ended())
                    .map(StoredOrganization::organization);
        } catch (UnreadableDocument e) {
            log.warn("A stored organization is unreadable and is treated as ended: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static Stream<Membership> membership(Member member, @Nullable Organization organization) {
        return organization == null
                ? Stream.empty()
                : Stream.of(new Membership(organization, member.role(), member.permissions(), member.updatedAt()));
    }

    private static String ofAccount(AccountId account) {
        return RedisKeyspace.key("memberships", account.value());
    }

    private static String ofOrganization(String id) {
        return RedisKeyspace.key("organization", id);
    }
}
