package com.hubify.identity.server.audit;

import com.hubify.identity.server.audit.chain.ChainWriter;
import com.hubify.identity.server.audit.trail.AuditEntry;
import com.hubify.identity.server.audit.trail.AuditStream;
import com.hubify.identity.server.redis.DailyCounts;
import com.hubify.identity.server.redis.RedisKeyspace;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Repository;

/**
 * The audit trail in Redis, and in the log {@code hubify.audit}.
 *
 * <pre>
 * hfy:audit:caused:KIND:ACCOUNT:CLIENT    string    how many entries of a kind an account caused, at a client where they name
 *                                                   one, since the first of this day; one day
 * </pre>
 *
 * A flood in one stream pushes nothing out of another; {@link AuditPlaces} says what goes where.
 */
@Repository
class RedisAuditTrail implements AuditTrail {

    private static final Logger log = LoggerFactory.getLogger("hubify.audit");

    private static final int LINES_OF_PAGES = 100;

    private final ChainWriter writer;
    private final DailyCounts counts;
    private final AuditProperties properties;
    private final RefusalsPerMinute linesOfPages = new RefusalsPerMinute(LINES_OF_PAGES);

    RedisAuditTrail(ChainWriter writer, StringRedisTemplate redis, AuditProperties properties) {
        this.writer = writer;
        this.counts = new DailyCounts(redis);
        this.properties = properties;
    }

    @Override
    public void append(AuditEntry entry) {
        try {
            log(entry, write(entry));
        } catch (DataAccessException e) {
            // A refusal has been sent in any case; any other operation fails if it can't be recorded.
            if (AuditPlaces.of(entry).isOfRefusals()) {
                log(entry, AuditPlaces.of(entry));
            }
            throw e;
        }
    }

    private AuditStream write(AuditEntry entry) {
        AuditStream stream = stream(entry);
        writer.append(stream, List.of(entry));
        return stream;
    }

    // Attack: open error pages until the log holds nothing else. The stream has all of them.
    private void log(AuditEntry entry, AuditStream stream) {
        OptionalLong leftOut = stream == AuditStream.PAGES ? linesOfPages.admit(entry.at()) : OptionalLong.of(0);
        if (leftOut.orElse(0) > 0) {
            log.info(
                    "{} error pages are not in this log, which takes 100 a minute; the audit trail in Redis has them",
                    leftOut.getAsLong());
        }
        if (leftOut.isPresent()) {
            log.info("{} {}", entry.kind(), entry.details());
        }
    }

    private AuditStream stream(AuditEntry entry) {
        AuditStream stream = AuditPlaces.of(entry);
        String account = entry.details().get("account");
        boolean isBounded = stream == AuditStream.SECURITY || stream == AuditStream.ORDINARY;
        return isBounded && account != null && hasCausedTooMany(account, entry) ? AuditStream.REPEATED : stream;
    }

    // Attack: a client replays codes of a person until the record of a theft at another client is trimmed away.
    private boolean hasCausedTooMany(String account, AuditEntry entry) {
        String client = entry.details().getOrDefault("client", "");
        return counts.add(RedisKeyspace.key("audit", "caused", entry.kind(), account, client))
                > properties.perAccountAndKind();
    }
}
