package com.hubify.identity.server.grant;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.server.redis.RecentIds;
import com.hubify.identity.server.redis.RedisKeyspace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;

/**
 * Bounds the number of grants of a person. One too many removes the oldest, since a refusal would lock the person out.
 * Pending grants are counted apart, since any web page can make a browser begin one: they must not push out granted ones,
 * those of another client, or codes and devices of the same client.
 *
 * <pre>
 * hfy:{grants:ACCOUNT}:of:CLIENT    sorted set    ids of grants by when they end, in Unix milliseconds, as far as known;
 *                                                 at most grants-per-client, as long as the latest may live
 * hfy:{grants:ACCOUNT}:questions:CLIENT, :codes:CLIENT, :devices:CLIENT
 *                                   sorted set    the same of what waits; at most 50, 10 minutes from the latest
 * hfy:{grants:ACCOUNT}:in:SESSION   sorted set    the same of those that end with a sign-in, at whichever clients; at most 1,000,
 *                                                 as long as the longest of them
 * hfy:{grants:ACCOUNT}:clients      hash          clients that have grants to when the first of them was granted, in Unix
 *                                                 milliseconds; at most as many as are registered, as long as the longest
 * </pre>
 */
final class RedisHeldGrants {

    static final int MOST_WAITING = 50;

    /** What a pending grant waits for: consent, redemption of its code, or the poll of an approved device. */
    enum Waiting {
        QUESTIONS,
        CODES,
        DEVICES;

        static Waiting of(OAuth2Authorization grant) {
            if (grant.getToken(OAuth2DeviceCode.class) != null) {
                return DEVICES;
            }
            return grant.getToken(OAuth2AuthorizationCode.class) == null ? QUESTIONS : CODES;
        }
    }

    /** With more, the sign-out could not remove all; they end by themselves. */
    private static final int MOST_IN_SESSION = 1_000;

    /** KEYS clients; ARGV client, now, life. */
    private static final RedisScript<Long> NOTE = RedisScript.of("""
            redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2])
            return redis.call('PEXPIRE', KEYS[1], math.max(redis.call('PTTL', KEYS[1]), tonumber(ARGV[3])))
            """, Long.class);

    /** KEYS clients, grants of the client; ARGV client. */
    private static final RedisScript<Long> FORGET = RedisScript.of("""
            return redis.call('EXISTS', KEYS[2]) == 0 and redis.call('HDEL', KEYS[1], ARGV[1]) or 0
            """, Long.class);

    private final StringRedisTemplate redis;
    private final RecentIds ids;
    private final GrantProperties properties;
    private final Function<String, Optional<Instant>> endOf;

    /** @param endOf when the grant with this id expires; empty if it has ended */
    RedisHeldGrants(StringRedisTemplate redis, GrantProperties properties, Function<String, Optional<Instant>> endOf) {
        this.redis = redis;
        this.ids = new RecentIds(redis);
        this.properties = properties;
        this.endOf = endOf;
    }

    /**
     * Records a pending grant. Returns the oldest of this client and kind that have to be deleted; they are returned again
     * until they are {@link #removed}.
     */
    List<String> opened(OAuth2Authorization grant, Instant now) {
        List<String> keys = new ArrayList<>(waiting(grant.getPrincipalName(), grant.getRegisteredClientId()));
        String key = waiting(grant.getPrincipalName(), grant.getRegisteredClientId(), Waiting.of(grant));
        keys.remove(key);
        keys.add(0, key);
        return ids.addFor(keys, grant.getId(), now, RedisGrantIndex.PENDING, MOST_WAITING);
    }

    /**
     * Records a granted one. Returns those of this client that expire first and have to be deleted; again until they are
     * {@link #removed}.
     *
     * @param longest how long the grant may last
     */
    List<String> granted(OAuth2Authorization grant, Instant now, Duration longest) {
        String account = grant.getPrincipalName();
        String id = grant.getId();
        GrantLineage.session(grant)
                .map(session -> in(account, session))
                .ifPresent(key -> ids.addFor(List.of(key), id, now, longest, MOST_IN_SESSION)
                        .forEach(oldest -> ids.remove(key, oldest)));
        String client = grant.getRegisteredClientId();
        redis.execute(
                NOTE,
                List.of(clientsOf(account)),
                client,
                Long.toString(now.toEpochMilli()),
                Long.toString(properties.grantTimeToLive().toMillis()));
        List<String> keys = new ArrayList<>(waiting(account, client));
        keys.add(0, of(account, client));
        return ids.add(keys, id, now, properties.grantTimeToLive(), properties.grantsPerClient(), endOf);
    }

    /** Those that end with this sign-in. */
    Set<String> endingWith(String account, String session) {
        return ids.all(in(account, session));
    }

    /**
     * The grants of a person at a client.
     *
     * @param both of kind {@link Ancestor.Kind#CLIENT_GRANTS}
     */
    Set<String> grantedTo(Ancestor both) {
        String[] accountAndClient = both.id().split(" ", 2);
        return ids.all(of(accountAndClient[0], accountAndClient[1]));
    }

    /** The same with those whose code or device waits to be redeemed. */
    Set<String> grantedOrAllowedTo(Ancestor both) {
        String[] accountAndClient = both.id().split(" ", 2);
        Set<String> all = new HashSet<>(grantedTo(both));
        waiting(accountAndClient[0], accountAndClient[1]).forEach(key -> all.addAll(ids.all(key)));
        return all;
    }

    /** Removes a deleted grant. */
    void removed(String account, String client, Optional<String> session, String id) {
        List<String> keys = new ArrayList<>(waiting(account, client));
        keys.add(of(account, client));
        session.ifPresent(it -> keys.add(in(account, it)));
        ids.remove(keys, id);
        redis.execute(FORGET, List.of(clientsOf(account), of(account, client)), client);
    }

    /** The clients that have or had grants of a person, and since when. */
    Map<String, Instant> clients(String account) {
        Map<String, Instant> since = new HashMap<>();
        redis.<String, String>opsForHash()
                .entries(clientsOf(account))
                .forEach((client, millis) -> since.put(client, Instant.ofEpochMilli(Long.parseLong(millis))));
        return since;
    }

    private static List<String> waiting(String account, String client) {
        return Stream.of(Waiting.values())
                .map(kind -> waiting(account, client, kind))
                .toList();
    }

    private static String waiting(String account, String client, Waiting kind) {
        return RedisKeyspace.key(slot(account), kind.name().toLowerCase(Locale.ROOT), client);
    }

    private static String of(String account, String client) {
        return RedisKeyspace.key(slot(account), "of", client);
    }

    private static String clientsOf(String account) {
        return RedisKeyspace.key(slot(account), "clients");
    }

    private static String in(String account, String session) {
        return RedisKeyspace.key(slot(account), "in", session);
    }

    private static String slot(String account) {
        return "{grants:" + account + "}";
    }
}
