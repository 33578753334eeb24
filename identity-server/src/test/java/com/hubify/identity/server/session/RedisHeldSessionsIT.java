package com.hubify.identity.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.parts.redis.RedisVersion;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.redis.RedisContract;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.MapSession;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.Session;

@RedisServer(version = RedisVersion.MACHINE)
class RedisHeldSessionsIT extends RedisContract {

    private static final Instant NOW = Instant.parse("2026-04-14T10:00:00Z");
    private static final int MOST = 3;

    private final Map<String, Session> stored = new ConcurrentHashMap<>();
    private final MapSessionRepository sessions = new MapSessionRepository(stored);

    RedisHeldSessionsIT(Redis server) {
        super(server);
    }

    @BeforeEach
    void forget() {
        stored.clear();
    }

    /** Attack: one person, who is signed in at Clerk, signs in again and again, each time in a browser without cookies. */
    @Test
    void oldestSessionOfAPersonEndsWithOneTooMany() {
        for (int i = 0; i < 10; i++) {
            begin("user_mallory", "s" + i, null, i);
        }
        begin("user_ada", "hers", null, 0);

        assertThat(stored.keySet()).containsExactlyInAnyOrder("s7", "s8", "s9", "hers");
        assertThat(names()).containsExactlyInAnyOrder("s7", "s8", "s9");
    }

    /** Attack: a page has one browser sign in again and again, so that the person's other browsers are signed out. */
    @Test
    void sessionThatIsReplacedOrEndedCountsNoMore() {
        begin("user_mallory", "other-browser", null, 0);
        for (int i = 1; i < 10; i++) {
            begin("user_mallory", "s" + i, "s" + (i - 1), i);
        }
        held(20).ended("user_mallory", "s9");

        assertThat(stored).containsKey("other-browser");
        assertThat(names()).containsExactly("other-browser");
    }

    /** A browser that is in use stays signed in, while the person leaves others alone until those sessions have expired. */
    @Test
    void sessionsThatHaveExpiredPushOutNoLivingOne() {
        begin("user_mallory", "in-use", null, 0);
        begin("user_mallory", "expired-1", null, 1);
        begin("user_mallory", "expired-2", null, 2);
        stored.keySet().removeIf(name -> name.startsWith("expired"));

        begin("user_mallory", "s3", null, 3);
        begin("user_mallory", "s4", null, 4);

        assertThat(stored.keySet()).containsExactlyInAnyOrder("in-use", "s3", "s4");
        assertThat(names()).containsExactlyInAnyOrder("in-use", "s3", "s4");
    }

    @Test
    void tellsWhereAPersonIsSignedInAndEndsOneOfThem() {
        begin("user_ada", "here", null, 0);
        begin("user_ada", "there", null, 1);
        begin("user_ada", "signed-out", null, 2);
        for (String name : List.of("here", "there")) {
            Session session = Objects.requireNonNull(stored.get(name));
            session.setAttribute(
                    HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
                    new SecurityContextImpl(
                            new SignInAuthentication(new AccountId("user_ada"), "sid-" + name, NOW, NOW)));
            session.setAttribute(HeldSessions.ADDRESS, "192.0.2.7");
        }

        assertThat(held(1).of("user_ada"))
                .hasSize(2)
                .allSatisfy(session -> assertThat(session.address()).isEqualTo("192.0.2.7"))
                .extracting(session -> session.signIn().sessionId())
                .containsExactlyInAnyOrder("sid-here", "sid-there");

        held(0).end("user_ada", "there");

        assertThat(stored).doesNotContainKey("there");
        assertThat(held(1).of("user_ada")).extracting(HeldSession::name).containsExactly("here");
    }

    private Set<String> names() {
        return Objects.requireNonNull(redis.opsForZSet().range("hfy:sessions-of:user_mallory", 0, -1));
    }

    private void begin(String account, String session, @Nullable String former, int second) {
        stored.put(session, new MapSession(session));
        held(second).begun(account, session, former);
    }

    private HeldSessions held(int second) {
        return new RedisHeldSessions(
                second % 2 == 0 ? redis : otherNode,
                sessions,
                new SessionProperties(Duration.ofDays(7), MOST),
                Clock.fixed(NOW.plusSeconds(second), ZoneOffset.UTC));
    }
}
