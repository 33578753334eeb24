package com.hubify.identity.server.session;

import com.hubify.identity.server.redis.RecentIds;
import com.hubify.identity.server.redis.RedisKeyspace;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Repository;

/**
 * The sessions of each person in Redis.
 *
 * <pre>
 * hfy:sessions-of:ACCOUNT    sorted set    names of sessions in the store by when they end, in Unix milliseconds, as far as
 *                                          known; at most per-account; as long as the latest may live
 * </pre>
 */
@Repository
class RedisHeldSessions implements HeldSessions {

    private final RecentIds ids;
    private final SessionRepository<?> sessions;
    private final SessionProperties properties;
    private final Clock clock;

    RedisHeldSessions(
            StringRedisTemplate redis, SessionRepository<?> sessions, SessionProperties properties, Clock clock) {
        this.ids = new RecentIds(redis);
        this.sessions = sessions;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void begun(String account, String session, @Nullable String former) {
        if (former != null && !former.equals(session)) {
            ended(account, former);
        }
        List<String> tooMany = ids.add(
                List.of(key(account)),
                session,
                clock.instant(),
                properties.timeToLive(),
                properties.perAccount(),
                this::endOf);
        for (String oldest : tooMany) {
            sessions.deleteById(oldest);
            ended(account, oldest);
        }
    }

    @Override
    public void ended(String account, String session) {
        ids.remove(key(account), session);
    }

    /** Unless it is used again. */
    private Optional<Instant> endOf(String session) {
        return Optional.ofNullable(sessions.findById(session))
                .map(it -> it.getLastAccessedTime().plus(it.getMaxInactiveInterval()));
    }

    private static String key(String account) {
        return RedisKeyspace.key("sessions-of", account);
    }
}
