package com.hubify.identity.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.parts.redis.RedisVersion;
import com.hubify.identity.server.redis.RedisContract;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.data.redis.RedisSessionRepository;

@RedisServer(version = RedisVersion.MACHINE)
class EndedSessionsIT extends RedisContract {

    EndedSessionsIT(Redis server) {
        super(server);
    }

    /** Fault: the person signs out in one tab while another is being served. Spring says so by words alone. */
    @Test
    void whatWasNotedOfASessionThatEndedMeanwhileIsLostWithIt() {
        noteAfterTheEnd(new EndedSessions<>(spring()));
    }

    private static <S extends Session> void noteAfterTheEnd(SessionRepository<S> sessions) {
        S begun = sessions.createSession();
        sessions.save(begun);
        S inThisTab = Objects.requireNonNull(sessions.findById(begun.getId()));
        sessions.deleteById(begun.getId());

        inThisTab.setAttribute("noted", "text");
        sessions.save(inThisTab);

        assertThat(sessions.findById(begun.getId())).isNull();
    }

    private RedisSessionRepository spring() {
        RedisTemplate<String, Object> template = new RedisTemplate<>();
        template.setConnectionFactory(redis.getRequiredConnectionFactory());
        template.setKeySerializer(RedisSerializer.string());
        template.setHashKeySerializer(RedisSerializer.string());
        template.setHashValueSerializer(new SessionJson());
        template.afterPropertiesSet();
        return new RedisSessionRepository(template);
    }
}
