package com.hubify.identity.server.revocation;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.redis.RedisKeyspace;
import com.hubify.identity.server.redis.UnreadableDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Repository;

/**
 * Revocations in Redis, all in one hash slot so that log, recent revocations and look-up can't disagree.
 *
 * <pre>
 * hfy:{revocations}:log              stream        kind, id, by (Unix seconds); trimmed to about log-length entries
 * hfy:{revocations}:recent           sorted set    "ENTRY KIND BY ID" by the milliseconds of the log's ENTRY;
 *                                                  members older than 25 hours go with the next, all with the last
 * hfy:{revocations}:restored         sorted set    "ENTRY KIND BY ID" that had been lost and is written again, by the
 *                                                  milliseconds of its new entry; kept as long, so that no two nodes write
 *                                                  one again
 * hfy:{revocations}:{kind}:{id}      string        issued-by in Unix seconds; of a token revoked by its holder until it is
 *                                                  over, of one revoked by an operator 25 hours, else for the retention
 * hfy:{revocations}:latest-of:{kind}:{id}
 *                                    string        of what goes on, such as a client: its member of the recent ones, which the
 *                                                  next one replaces; 25 hours
 * hfy:{revocations}:tokens-of:{kind}:{id}
 *                                    sorted set    ids of the tokens a holder has revoked, by the Unix seconds at which they
 *                                                  are over; at most tokens-per-holder. Of all that a client holds for a
 *                                                  person (client_grants), by the seconds until which services know them; at
 *                                                  most tokens-per-account for each client
 * hfy:{revocations}:ends-of:client_grants:{account} {client}
 *                                    sorted set    "grant:ID" of those that this client has ended, by the seconds until which
 *                                                  services know them; at most ends-per-account for each client
 * hfy:{revocations}:ends-of:sign_ins:{account}
 *                                    sorted set    the same of the sessions that the person has ended; at most ends-per-account
 * </pre>
 *
 * <p>The log is for readers that follow it. The recent revocations are for readers that connect: all of 25 hours, however
 * short the log is. What one account can add to them in a loop is bounded: beyond the limits above, one entry of the holder,
 * of all grants of the person at the client, or of all sign-ins of the person replaces them; keys are bounded by the keys an
 * owner may create in a day, and their states by the changes an owner may make. So an account adds at most ends-per-account
 * sessions in 25 hours and, for each of its clients, as many grants and tokens-per-account tokens. Clients are registered by
 * operators.
 */
@Repository
@EnableConfigurationProperties(RevocationProperties.class)
class RedisRevocations implements Revocations {

    private static final Logger log = LoggerFactory.getLogger(RedisRevocations.class);

    static final String LOG = key("log");
    static final String RECENT = key("recent");
    static final String RESTORED = key("restored");

    /** Maximum for one script, which blocks everything else in Redis. */
    private static final int MOST_AT_ONCE = 100;

    private final StringRedisTemplate redis;
    private final RevocationProperties properties;

    RedisRevocations(StringRedisTemplate redis, RevocationProperties properties) {
        this.redis = redis;
        this.properties = properties;
    }

    @Override
    public void publish(Revocation revocation) {
        publish(revocation, remembered(revocation.ancestor().kind()));
    }

    @Override
    public void publishBriefly(Revocation revocation) {
        publish(revocation, RevocationLog.KEPT);
    }

    private void publish(Revocation revocation, Duration remembered) {
        Ancestor ancestor = revocation.ancestor();
        redis.execute(
                RedisRevocationScripts.PUBLISH,
                List.of(LOG, RECENT, key(ancestor), latestOf(ancestor)),
                Integer.toString(properties.logLength()),
                Long.toString(RevocationLog.KEPT.toMillis()),
                ancestor.kind().word(),
                ancestor.id(),
                seconds(revocation.issuedBy()),
                Long.toString(remembered.toSeconds()),
                ends(ancestor.kind()));
    }

    @Override
    public void publishToken(Revocation token, Instant until, Ancestor holder, @Nullable Ancestor all) {
        List<String> keys = new ArrayList<>(
                List.of(LOG, RECENT, key(token.ancestor()), tokensOf(holder), key(holder), latestOf(holder)));
        List<String> words = new ArrayList<>(List.of(
                Integer.toString(properties.logLength()),
                Long.toString(RevocationLog.KEPT.toMillis()),
                token.ancestor().id(),
                seconds(token.issuedBy()),
                seconds(until),
                Integer.toString(properties.tokensPerHolder()),
                holder.kind().word(),
                holder.id(),
                Long.toString(remembered(holder.kind()).toSeconds()),
                ends(holder.kind())));
        if (all != null) {
            keys.addAll(List.of(tokensOf(all), endsOf(all), key(all), latestOf(all)));
            words.addAll(List.of(
                    all.kind().word(),
                    all.id(),
                    Integer.toString(properties.tokensPerAccount()),
                    Integer.toString(properties.endsPerAccount())));
        }
        redis.execute(RedisRevocationScripts.PUBLISH_TOKEN, keys, words.toArray());
    }

    @Override
    public void publishEnd(Revocation ended, Ancestor all) {
        Ancestor one = ended.ancestor();
        redis.execute(
                RedisRevocationScripts.PUBLISH_END,
                List.of(LOG, RECENT, key(one), endsOf(all), key(all), latestOf(all)),
                Integer.toString(properties.logLength()),
                Long.toString(RevocationLog.KEPT.toMillis()),
                one.kind().word(),
                one.id(),
                seconds(ended.issuedBy()),
                Long.toString(properties.retention().toSeconds()),
                all.kind().word(),
                all.id(),
                Integer.toString(properties.endsPerAccount()));
    }

    @Override
    public int restore(List<LoggedRevocation> lost) {
        int restored = 0;
        for (int from = 0; from < lost.size(); from += MOST_AT_ONCE) {
            restored += restoreTogether(lost.subList(from, Math.min(lost.size(), from + MOST_AT_ONCE)));
        }
        return restored;
    }

    private int restoreTogether(List<LoggedRevocation> lost) {
        List<String> keys = new ArrayList<>(List.of(LOG, RECENT, RESTORED));
        List<String> arguments = new ArrayList<>(
                List.of(Integer.toString(properties.logLength()), Long.toString(RevocationLog.KEPT.toMillis())));
        for (LoggedRevocation entry : lost) {
            Revocation revocation = entry.revocation().orElseThrow();
            Ancestor ancestor = revocation.ancestor();
            keys.add(key(ancestor));
            arguments.addAll(List.of(
                    entry.position().toString(),
                    ancestor.kind().word(),
                    ancestor.id(),
                    seconds(revocation.issuedBy()),
                    Long.toString(remembered(ancestor.kind()).toSeconds()),
                    ends(ancestor.kind())));
        }
        return Objects.requireNonNull(redis.execute(RedisRevocationScripts.RESTORE, keys, arguments.toArray()))
                .intValue();
    }

    @Override
    public boolean isRevoked(List<Lineage> lines) {
        Iterator<String> issuedBy = Objects.requireNonNull(redis.opsForValue()
                        .multiGet(lines.stream()
                                .flatMap(line -> line.ancestors().stream())
                                .map(RedisRevocations::key)
                                .toList()))
                .iterator();
        boolean revoked = false;
        for (Lineage line : lines) {
            for (Ancestor ancestor : line.ancestors()) {
                @Nullable String by = issuedBy.next();
                revoked |= by != null && kills(ancestor, by, line.issuedAt());
            }
        }
        return revoked;
    }

    // No token lives longer than a day, and no service caches a key for that long. A full Redis would accept no
    // revocation at all.
    private Duration remembered(Ancestor.Kind kind) {
        return kind == Ancestor.Kind.TOKEN || kind == Ancestor.Kind.KEY_STATE
                ? RevocationLog.KEPT
                : properties.retention();
    }

    private static boolean kills(Ancestor ancestor, String issuedBy, Instant issuedAt) {
        return new Revocation(ancestor, time(ancestor, issuedBy)).killsIssuedAt(issuedAt);
    }

    // The ancestor was revoked, only the time is unknown: everything from it is treated as revoked.
    private static Instant time(Ancestor ancestor, String issuedBy) {
        try {
            return UnreadableDocument.reading(() -> Instant.ofEpochSecond(Long.parseLong(issuedBy)));
        } catch (UnreadableDocument e) {
            log.warn(
                    "A stored revocation of kind {} has an unreadable time and is applied to everything, whenever issued: {}",
                    ancestor.kind(),
                    e.getMessage());
            return Instant.MAX;
        }
    }

    private static String ends(Ancestor.Kind kind) {
        return kind.isEndedByRevocation() ? "ended" : "goes on";
    }

    private static String seconds(Instant time) {
        return Long.toString(time.getEpochSecond());
    }

    private static String endsOf(Ancestor all) {
        return key("ends-of", all.kind().word(), all.id());
    }

    private static String latestOf(Ancestor ancestor) {
        return key("latest-of", ancestor.kind().word(), ancestor.id());
    }

    private static String tokensOf(Ancestor holder) {
        return key("tokens-of", holder.kind().word(), holder.id());
    }

    static String key(Ancestor ancestor) {
        return key(ancestor.kind().word(), ancestor.id());
    }

    private static String key(String... parts) {
        return RedisKeyspace.key("{revocations}", String.join(":", parts));
    }
}
