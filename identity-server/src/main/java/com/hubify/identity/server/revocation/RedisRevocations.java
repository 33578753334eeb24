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
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Repository;

/**
 * Revocations in Redis, all in one slot so that log, recent ones and look-up can't disagree.
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
 * hfy:{revocations}:tokens-of:{kind}:{id}
 *                                    sorted set    ids of the tokens a holder has revoked, by the Unix seconds at which they
 *                                                  are over; at most tokens-per-holder
 * </pre>
 *
 * The log wakes those who follow it. The recent ones are what somebody who followed nothing has to know; they are as many as
 * there were revocations in 25 hours, whatever the log still holds. What one party can add to them in a loop is bounded: a
 * holder's tokens as above, and past that one entry of the holder in each second; a key by the keys an owner may make in a
 * day; a session by a sign-in at Clerk, and a grant by a code or device code that a person has allowed.
 */
@Repository
@EnableConfigurationProperties(RevocationProperties.class)
class RedisRevocations implements Revocations {

    private static final Logger log = LoggerFactory.getLogger(RedisRevocations.class);

    static final String LOG = key("log");
    static final String RECENT = key("recent");
    static final String RESTORED = key("restored");

    /** KEYS log, recent; ARGV length of the log, milliseconds for which the recent ones are kept. */
    private static final String PUBLISHING = """
            local function mark(key, by, seconds, ended)
                local known = redis.call('GET', key)
                local before = known and tonumber(known)
                if before and (ended == 'ended' or before >= tonumber(by)) then return false end
                -- What can't be read ends everything, and is left.
                if before or not known then redis.call('SET', key, by, 'EX', seconds) end
                return true
            end
            local function older(entry)
                local millis = tonumber(string.match(entry, '^%d+'))
                return string.format('(%.0f', millis - tonumber(ARGV[2]))
            end
            local function write(kind, id, by)
                local entry = redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', 'kind', kind, 'id', id, 'by', by)
                redis.call('ZADD', KEYS[2], string.match(entry, '^%d+'), table.concat({entry, kind, by, id}, ' '))
                redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', older(entry))
                redis.call('PEXPIRE', KEYS[2], ARGV[2])
                return entry
            end
            local function publish(key, kind, id, by, seconds, ended)
                if mark(key, by, seconds, ended) then write(kind, id, by) end
            end
            """;

    /** And KEYS ancestor; ARGV kind, id, by, seconds, whether it ends. */
    private static final RedisScript<Boolean> PUBLISH = new DefaultRedisScript<>(PUBLISHING + """
            publish(KEYS[3], ARGV[3], ARGV[4], ARGV[5], ARGV[6], ARGV[7])
            return true
            """, Boolean.class);

    /** And KEYS token, holder's tokens, holder; ARGV id, by, until, how many; of the holder kind, id, seconds, whether it ends. */
    private static final RedisScript<Boolean> PUBLISH_TOKEN = new DefaultRedisScript<>(PUBLISHING + """
            if redis.call('EXISTS', KEYS[3]) == 1 then return true end
            redis.call('ZREMRANGEBYSCORE', KEYS[4], '-inf', ARGV[4])
            if redis.call('ZCARD', KEYS[4]) >= tonumber(ARGV[6]) then
                publish(KEYS[5], ARGV[7], ARGV[8], ARGV[4], ARGV[9], ARGV[10])
            else
                redis.call('ZADD', KEYS[4], ARGV[5], ARGV[3])
                redis.call('PEXPIRE', KEYS[4], ARGV[2])
                publish(KEYS[3], 'token', ARGV[3], ARGV[4], math.max(1, tonumber(ARGV[5]) - tonumber(ARGV[4])), 'ended')
            end
            return true
            """, Boolean.class);

    /** So many are written by one script, which holds up everything else in Redis. */
    private static final int MOST_AT_ONCE = 100;

    /**
     * And KEYS restored, ancestors; ARGV of each its entry, kind, id, by, seconds, whether it ends. Returns how many were not
     * there. They are written at the end of the log, or who goes on from a later place would miss them.
     */
    private static final RedisScript<Long> RESTORE = new DefaultRedisScript<>(PUBLISHING + """
            local written = 0
            for i = 4, #KEYS do
                local at = 3 + (i - 4) * 6
                local lost, kind, id, by = ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3]
                mark(KEYS[i], by, ARGV[at + 4], ARGV[at + 5])
                lost = table.concat({lost, kind, by, id}, ' ')
                if not redis.call('ZSCORE', KEYS[3], lost) then
                    local entry = write(kind, id, by)
                    redis.call('ZADD', KEYS[3], string.match(entry, '^%d+'), lost)
                    redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', older(entry))
                    written = written + 1
                end
            end
            redis.call('PEXPIRE', KEYS[3], ARGV[2])
            return written
            """, Long.class);

    private final StringRedisTemplate redis;
    private final RevocationProperties properties;

    RedisRevocations(StringRedisTemplate redis, RevocationProperties properties) {
        this.redis = redis;
        this.properties = properties;
    }

    @Override
    public void publish(Revocation revocation) {
        Ancestor ancestor = revocation.ancestor();
        redis.execute(
                PUBLISH,
                List.of(LOG, RECENT, key(ancestor)),
                Integer.toString(properties.logLength()),
                Long.toString(RevocationLog.KEPT.toMillis()),
                ancestor.kind().word(),
                ancestor.id(),
                seconds(revocation.issuedBy()),
                Long.toString(remembered(ancestor.kind()).toSeconds()),
                ends(ancestor.kind()));
    }

    @Override
    public void publishToken(Revocation token, Instant until, Ancestor holder) {
        redis.execute(
                PUBLISH_TOKEN,
                List.of(LOG, RECENT, key(token.ancestor()), tokensOf(holder), key(holder)),
                Integer.toString(properties.logLength()),
                Long.toString(RevocationLog.KEPT.toMillis()),
                token.ancestor().id(),
                seconds(token.issuedBy()),
                seconds(until),
                Integer.toString(properties.tokensPerHolder()),
                holder.kind().word(),
                holder.id(),
                Long.toString(remembered(holder.kind()).toSeconds()),
                ends(holder.kind()));
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
        return Objects.requireNonNull(redis.execute(RESTORE, keys, arguments.toArray()))
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

    // No token lives longer than a day, and Redis that is full takes no revocation any more.
    private Duration remembered(Ancestor.Kind kind) {
        return kind == Ancestor.Kind.TOKEN ? RevocationLog.KEPT : properties.retention();
    }

    private static boolean kills(Ancestor ancestor, String issuedBy, Instant issuedAt) {
        return new Revocation(ancestor, time(ancestor, issuedBy)).killsIssuedAt(issuedAt);
    }

    // That something was revoked is certain, only until when is not: all of it counts as revoked.
    private static Instant time(Ancestor ancestor, String issuedBy) {
        try {
            return UnreadableDocument.reading(() -> Instant.ofEpochSecond(Long.parseLong(issuedBy)));
        } catch (UnreadableDocument e) {
            log.warn("The revocation of {} can't be read and ends all of it: {}", ancestor.kind(), e.getMessage());
            return Instant.MAX;
        }
    }

    private static String ends(Ancestor.Kind kind) {
        return kind.isEndedByRevocation() ? "ended" : "goes on";
    }

    private static String seconds(Instant time) {
        return Long.toString(time.getEpochSecond());
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
