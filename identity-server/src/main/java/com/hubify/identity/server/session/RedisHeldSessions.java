package com.hubify.identity.server.session;

import com.hubify.identity.server.redis.RecentIds;
import com.hubify.identity.server.redis.RedisKeyspace;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.Session;
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
        tooMany.forEach(oldest -> end(account, oldest));
    }

    @Override
    public List<HeldSession> of(String account) {
        return ids.all(key(account)).stream()
                .flatMap(session -> Optional.ofNullable(sessions.findById(session)).stream())
                .flatMap(session -> read(session).stream())
                .filter(session -> session.signIn().getName().equals(account))
                .toList();
    }

    /** Empty if nobody is signed in there. */
    private static Optional<HeldSession> read(Session session) {
        SecurityContext context =
                session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
        return context != null && context.getAuthentication() instanceof SignInAuthentication signIn
                ? Optional.of(new HeldSession(
                        session.getId(),
                        signIn,
                        session.getAttribute(USER_AGENT),
                        session.getAttribute(ADDRESS),
                        session.getLastAccessedTime()))
                : Optional.empty();
    }

    @Override
    public void end(String account, String session) {
        sessions.deleteById(session);
        ended(account, session);
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
