package com.hubify.identity.server.session;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.session.MapSession;
import org.springframework.session.MapSessionRepository;

class EndedSessionsTests {

    /**
     * Fault: the store is closed, or an attribute can't be written. Swallowed, a sign-in or a sign-out was lost, and the
     * request went on as if it were kept.
     */
    @ParameterizedTest
    @ValueSource(strings = {"LettuceConnectionFactory has been STOPPED", "class X has no name in stored sessions", ""})
    void otherFailuresFailTheRequest(String reason) {
        EndedSessions<MapSession> sessions = new EndedSessions<>(new MapSessionRepository(new HashMap<>()) {
            @Override
            public void save(MapSession session) {
                throw new IllegalStateException(reason);
            }

            @Override
            public MapSession findById(String id) {
                throw new IllegalStateException(reason);
            }
        });

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> sessions.save(new MapSession()));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> sessions.findById("id"));
    }
}
