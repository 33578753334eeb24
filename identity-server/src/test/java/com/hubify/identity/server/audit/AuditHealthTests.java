package com.hubify.identity.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.server.audit.chain.ChainWriter;
import com.hubify.identity.server.audit.chain.ChainWriters;
import com.hubify.identity.server.audit.chain.GrantQueue;
import com.hubify.identity.server.audit.checkpoint.AuditCheckpoints;
import com.hubify.identity.server.audit.checkpoint.TestCheckpoints;
import com.hubify.identity.server.audit.trail.AuditEntry;
import com.hubify.identity.server.audit.trail.AuditStream;
import com.hubify.identity.server.signing.rotation.InMemorySigningKeys;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.security.oauth2.jwt.JwtEncodingException;

class AuditHealthTests {

    private final TestClock clock = TestClock.standing();
    private final InMemorySigningKeys keys = new InMemorySigningKeys();
    private boolean isRedisAway;
    private final ChainWriter writer = ChainWriters.of(() -> isRedisAway);
    private final GrantQueue queue = ChainWriters.queue(writer, clock);
    private final AuditCheckpoints checkpoints = TestCheckpoints.inMemory(writer, keys, clock);
    private final AuditHealth health = new AuditHealth(writer, queue, checkpoints, clock);

    @Test
    void isDownWhileRedisIsAway() {
        assertThat(health().getStatus()).isEqualTo(Status.UP);

        isRedisAway = true;
        assertThatThrownBy(this::write).isInstanceOf(QueryTimeoutException.class);
        assertThat(health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health().getStatus().getDescription())
                .as("shown where details are not")
                .isEqualTo("the latest records could not be stored in Redis");

        isRedisAway = false;
        write();
        assertThat(health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void isDownForTenMinutesAfterGrantsWereDropped() {
        for (int i = 0; i < 20_001; i++) {
            queue.add("token.issued", Map.of());
        }
        assertThat(health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health().getStatus().getDescription()).contains("queue of grants");
        assertThat(health().getDetails()).containsEntry("queued", 20_000);

        clock.wind(Duration.ofMinutes(10));
        assertThat(health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void isDownWhenNothingCanBeSigned() {
        keys.goAway();
        clock.wind(Duration.ofMinutes(2));
        write();
        assertThatThrownBy(() -> TestCheckpoints.step(checkpoints)).isInstanceOf(JwtEncodingException.class);
        assertThat(health().getStatus()).isEqualTo(Status.UP);

        clock.wind(Duration.ofMinutes(3).plusSeconds(1));

        assertThat(health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health().getStatus().getDescription()).contains("no checkpoint");
        assertThat(health().getDetails()).containsEntry("secondsWithoutCheckpoint", 181L);
    }

    private void write() {
        writer.append(
                AuditStream.OPERATORS,
                List.of(new AuditEntry(Instant.EPOCH, "operator.revoked", Map.of("operator", "ops"))));
    }

    private Health health() {
        Health.Builder builder = new Health.Builder();
        health.doHealthCheck(builder);
        return builder.build();
    }
}
