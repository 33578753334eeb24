package com.hubify.identity.server.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.revocation.Revocations;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ApiKeyRevokerTests {

    private static final Instant NOW = WindableClock.START;

    private final WindableClock clock = new WindableClock();
    private final InMemoryRevocations revocations = new InMemoryRevocations();
    private final Events events = new Events();
    private final ApiKey key = TestApiKeys.usable().key();

    @Test
    void publishesAndMarks() {
        ApiKeys keys = keysWithOne();

        new ApiKeyRevoker(keys, revocations, clock, events).revoke(key, ApiKeyRevoked.Cause.HOLDER);

        assertThat(revocations.isRevoked(key.lineage())).isTrue();
        assertThat(keys.find(key.id())).map(ApiKey::revokedAt).contains(NOW);
        assertThat(events.published())
                .containsExactly(new ApiKeyRevoked(key.id(), key.owner(), ApiKeyRevoked.Cause.HOLDER, NOW));
    }

    @Test
    void publishesOneEventHoweverOftenItIsRepeated() {
        ApiKeyRevoker revoker = new ApiKeyRevoker(keysWithOne(), revocations, clock, events);

        revoker.revoke(key, ApiKeyRevoked.Cause.OWNER);
        revoker.revoke(key, ApiKeyRevoked.Cause.OWNER);

        assertThat(events.published()).hasSize(1);
    }

    /** A crash between the two writes must leave the key dead where it is remembered, so the services hear of it first. */
    @Test
    void tellsEveryoneBeforeItMarks() {
        ApiKeys crashing = new InMemoryApiKeys(clock) {
            @Override
            public synchronized boolean revoke(ApiKeyId id, Instant at) {
                throw new IllegalStateException("crash");
            }
        };
        ApiKeyRevoker revoker = new ApiKeyRevoker(crashing, revocations, clock, events);

        assertThatThrownBy(() -> revoker.revoke(key, ApiKeyRevoked.Cause.OWNER)).hasMessage("crash");

        assertThat(revocations.names(key.ancestor())).isTrue();
    }

    @Test
    void marksNothingThatCouldNotBePublished() {
        ApiKeys keys = keysWithOne();
        ApiKeyRevoker revoker = new ApiKeyRevoker(keys, new SilentRevocations(), clock, events);

        assertThatThrownBy(() -> revoker.revoke(key, ApiKeyRevoked.Cause.OWNER)).hasMessage("away");

        assertThat(keys.find(key.id())).map(ApiKey::revokedAt).isEmpty();
        assertThat(events.published()).isEmpty();
    }

    private ApiKeys keysWithOne() {
        ApiKeys keys = new InMemoryApiKeys(clock);
        keys.add(key);
        return keys;
    }

    private static final class SilentRevocations implements Revocations {

        @Override
        public void publish(Revocation revocation) {
            throw new IllegalStateException("away");
        }

        @Override
        public boolean isRevoked(Lineage lineage) {
            throw new IllegalStateException("away");
        }
    }
}
