package com.hubify.identity.server.token;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.server.redis.RecentIds;
import com.hubify.identity.server.redis.RedisKeyspace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Which grants a person has, so that they can't have any number of them. With one too many the oldest goes, since a refusal would
 * lock the person out. What waits for a consent or for its code to be redeemed is counted apart: any page can have a browser
 * begin that, and must not push out what was granted.
 *
 * <pre>
 * hfy:{grants:ACCOUNT}:of:CLIENT    sorted set    ids of grants by when they end, in Unix milliseconds, as far as known;
 *                                                 at most grants-per-client, as long as the latest may live
 * hfy:{grants:ACCOUNT}:open         sorted set    the same of what waits; at most 100, 10 minutes from the latest
 * hfy:{grants:ACCOUNT}:in:SESSION   sorted set    the same of those that end with a sign-in, at whichever clients; at most 1,000
 * </pre>
 */
final class RedisHeldGrants {

    static final int MOST_OPEN = 100;

    /** More would be removed no sooner than they end by themselves. */
    private static final int MOST_IN_SESSION = 1_000;

    private final RecentIds ids;
    private final TokenProperties properties;
    private final Function<String, Optional<Instant>> endOf;

    /** @param endOf when the grant with this id ends by itself; empty if it has ended */
    RedisHeldGrants(StringRedisTemplate redis, TokenProperties properties, Function<String, Optional<Instant>> endOf) {
        this.ids = new RecentIds(redis);
        this.properties = properties;
        this.endOf = endOf;
    }

    /** Notes what waits. Answers the oldest, which have to go; they are answered again until they are {@link #removed}. */
    List<String> opened(String account, String id, Instant now) {
        return ids.add(List.of(open(account)), id, now, RedisGrantIndex.PENDING, MOST_OPEN, endOf);
    }

    /**
     * Notes what was granted. Answers those at this client that end first, which have to go; again until they are
     * {@link #removed}.
     *
     * @param session with which it ends
     */
    List<String> granted(String account, String client, Optional<String> session, String id, Instant now) {
        session.map(it -> in(account, it))
                .ifPresent(key -> ids.add(List.of(key), id, now, properties.grantTimeToLive(), MOST_IN_SESSION, endOf)
                        .forEach(oldest -> ids.remove(key, oldest)));
        return ids.add(
                List.of(of(account, client), open(account)),
                id,
                now,
                properties.grantTimeToLive(),
                properties.grantsPerClient(),
                endOf);
    }

    /** Those that end with this sign-in. */
    Set<String> endingWith(String account, String session) {
        return ids.all(in(account, session));
    }

    /**
     * Those that a person granted to a client.
     *
     * @param both of kind {@link Ancestor.Kind#CLIENT_GRANTS}
     */
    Set<String> grantedTo(Ancestor both) {
        String[] accountAndClient = both.id().split(" ", 2);
        return ids.all(of(accountAndClient[0], accountAndClient[1]));
    }

    /** Forgets a grant that is gone. */
    void removed(String account, String client, Optional<String> session, String id) {
        ids.remove(of(account, client), id);
        ids.remove(open(account), id);
        session.ifPresent(it -> ids.remove(in(account, it), id));
    }

    private static String open(String account) {
        return RedisKeyspace.key(slot(account), "open");
    }

    private static String of(String account, String client) {
        return RedisKeyspace.key(slot(account), "of", client);
    }

    private static String in(String account, String session) {
        return RedisKeyspace.key(slot(account), "in", session);
    }

    private static String slot(String account) {
        return "{grants:" + account + "}";
    }
}
