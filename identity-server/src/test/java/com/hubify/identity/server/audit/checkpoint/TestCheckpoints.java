package com.hubify.identity.server.audit.checkpoint;

import com.hubify.identity.server.audit.chain.ChainWriter;
import com.hubify.identity.server.audit.trail.AuditBounds;
import com.hubify.identity.server.background.BackgroundWork;
import com.hubify.identity.server.signing.SigningKeys;
import com.hubify.identity.server.signing.TestSigning;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;

/** Checkpoints of a node, for tests. */
public final class TestCheckpoints {

    private TestCheckpoints() {}

    /** On Redis. */
    public static AuditCheckpoints of(
            ChainWriter writer, StringRedisTemplate redis, AuditBounds bounds, SigningKeys keys, Clock clock) {
        return of(writer, new RedisCheckpointStore(redis, bounds), keys, clock);
    }

    /** Stored nowhere. */
    public static AuditCheckpoints inMemory(ChainWriter writer, SigningKeys keys, Clock clock) {
        return of(
                writer,
                new CheckpointStore() {
                    @Override
                    public void append(String compact) {}

                    @Override
                    public List<Stored> after(@Nullable String id) {
                        return List.of();
                    }
                },
                keys,
                clock);
    }

    /** What is done each second. */
    public static void step(AuditCheckpoints checkpoints) {
        checkpoints.step();
    }

    static AuditCheckpoints of(ChainWriter writer, CheckpointStore store, SigningKeys keys, Clock clock) {
        return new AuditCheckpoints(writer, store, jwt(keys), clock, new BackgroundWork());
    }

    static CheckpointJwt jwt(SigningKeys keys) {
        AuthorizationServerSettings settings = AuthorizationServerSettings.builder()
                .issuer("http://localhost:9000")
                .build();
        return new CheckpointJwt(TestSigning.encoder(keys), TestSigning.ownTokens(keys), settings);
    }
}
