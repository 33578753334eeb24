package com.hubify.identity.server.audit.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.parts.redis.RedisVersion;
import com.hubify.identity.server.audit.chain.ChainWriter;
import com.hubify.identity.server.audit.chain.ChainWriters;
import com.hubify.identity.server.audit.checkpoint.AuditCheckpoints;
import com.hubify.identity.server.audit.checkpoint.TestCheckpoints;
import com.hubify.identity.server.audit.trail.AuditBounds;
import com.hubify.identity.server.audit.trail.AuditEntry;
import com.hubify.identity.server.audit.trail.AuditStream;
import com.hubify.identity.server.audit.trail.RecordLink;
import com.hubify.identity.server.background.BackgroundWork;
import com.hubify.identity.server.redis.RedisContract;
import com.hubify.identity.server.signing.rotation.InMemorySigningKeys;
import com.hubify.testing.TestClock;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.security.oauth2.jwt.JwtEncodingException;

/** Two nodes write to one Redis, and one of them removes what is too much or too old. */
@RedisServer(version = RedisVersion.MACHINE)
class AuditRetentionIT extends RedisContract {

    private static final int LENGTH = 200;
    private static final String KEY = AuditStream.GRANTS.key();

    private final AuditBounds bounds = new AuditBounds(LENGTH, kept(), Duration.ofDays(90));
    private final TestClock clock = TestClock.running();
    private InMemorySigningKeys keys = new InMemorySigningKeys();
    private ChainWriter here = ChainWriters.of(redis, LENGTH);
    private ChainWriter there = ChainWriters.of(otherNode, LENGTH);
    private AuditRetention retention = retention();

    AuditRetentionIT(Redis server) {
        super(server);
    }

    @BeforeEach
    void begin() {
        clock.reset();
        keys = new InMemorySigningKeys();
        here = ChainWriters.of(redis, LENGTH);
        there = ChainWriters.of(otherNode, LENGTH);
        retention = retention();
    }

    @Test
    void saysWhatItRemovesBeforeItDoes() throws ParseException {
        write(here, 150);
        write(there, 100);

        retention.step();

        assertThat(redis.opsForStream().size(KEY)).isEqualTo(LENGTH);
        String chain = here.heads().get(0).chain();
        assertThat(trimmed()).isEqualTo(Map.of(chain, 51L));
        assertThat(first()).satisfies(link -> assertThat(link.seq()).isEqualTo(51));
    }

    /** Another node takes over, by what the first one has signed. */
    @Test
    void goesOnWhereAnotherNodeStopped() throws ParseException {
        write(here, 150);
        write(there, 100);
        retention.step();
        redis.delete("hfy:audit:retention");
        write(here, 100);

        retention().step();

        assertThat(redis.opsForStream().size(KEY)).isEqualTo(LENGTH);
        assertThat(trimmed()).isEqualTo(Map.of(here.heads().get(0).chain(), 151L));
    }

    @Test
    void removesWhatIsTooOld() throws ParseException {
        write(here, 3);
        clock.wind(Duration.ofDays(91));

        retention.step();

        assertThat(redis.opsForStream().size(KEY)).isZero();
        assertThat(redis.opsForStream().size("hfy:audit:checkpoints")).isEqualTo(0L);
        write(here, 1);
        assertThat(first().seq()).isEqualTo(4);
    }

    /** Attack: take records out of Redis, and have the server sign that it was the retention. */
    @Test
    void signsNothingOfWhatWasTakenAway() throws ParseException {
        write(here, 250);
        String tenth = Objects.requireNonNull(redis.<String, String>opsForStream()
                        .range(KEY, Range.unbounded(), Limit.limit().count(10)))
                .get(9)
                .getId()
                .getValue();
        redis.opsForStream().delete(KEY, tenth);

        retention.step();

        assertThat(redis.opsForStream().size(KEY)).isEqualTo(LENGTH);
        assertThat(trimmed()).isEmpty();
    }

    /** Fault: without a signature nothing is removed, or it would look like a theft; and a flood is bounded all the same. */
    @Test
    void removesNothingWithoutASignature() {
        write(here, 300);
        keys.goAway();

        assertThatThrownBy(retention::step).isInstanceOf(JwtEncodingException.class);

        assertThat(redis.opsForStream().size(KEY)).isEqualTo(300);
        for (int i = 0; i < 10; i++) {
            write(here, 100);
        }
        assertThat(redis.opsForStream().size(KEY)).isBetween(2L * LENGTH, 2L * LENGTH + 100);
    }

    /** Two nodes write at once: each chain is whole, in its order. */
    @Test
    void nodesDoNotDisturbEachOther() {
        succeeding(4, () -> {
            for (int i = 0; i < 10; i++) {
                write(here, 3);
                write(there, 3);
            }
            return true;
        });

        Map<String, RecordLink> last = new HashMap<>();
        for (var entry :
                Objects.requireNonNull(redis.<String, String>opsForStream().range(KEY, Range.unbounded()))) {
            RecordLink link = RecordLink.of(
                            Objects.requireNonNull(entry.getValue().get("record")))
                    .orElseThrow();
            RecordLink before = last.put(link.chain(), link);
            assertThat(before == null ? link.seq() == 1 : link.follows(before)).isTrue();
        }
        assertThat(last.values()).extracting(RecordLink::seq).containsExactlyInAnyOrder(120L, 120L);
    }

    private AuditRetention retention() {
        AuditCheckpoints checkpoints = TestCheckpoints.of(here, redis, bounds, keys, clock);
        return new AuditRetention(new RedisTrimStore(redis), checkpoints, bounds, clock, new BackgroundWork());
    }

    private RecordLink first() {
        return RecordLink.of(Objects.requireNonNull(Objects.requireNonNull(redis.<String, String>opsForStream()
                                .range(KEY, Range.unbounded(), Limit.limit().count(1)))
                        .get(0)
                        .getValue()
                        .get("record")))
                .orElseThrow();
    }

    /** As the latest checkpoint says. */
    private Map<String, Object> trimmed() throws ParseException {
        String compact = Objects.requireNonNull(Objects.requireNonNull(redis.<String, String>opsForStream()
                        .reverseRange(
                                "hfy:audit:checkpoints",
                                Range.unbounded(),
                                Limit.limit().count(1)))
                .get(0)
                .getValue()
                .get("checkpoint"));
        return Objects.requireNonNullElse(
                SignedJWT.parse(compact).getJWTClaimsSet().getJSONObjectClaim("trimmed"), Map.of());
    }

    private static void write(ChainWriter writer, int count) {
        AuditEntry entry = new AuditEntry(Instant.EPOCH, "token.issued", Map.of("client", "c"));
        writer.append(AuditStream.GRANTS, Collections.nCopies(count, entry));
    }

    private static Map<AuditStream, Duration> kept() {
        Map<AuditStream, Duration> kept = new EnumMap<>(AuditStream.class);
        List.of(AuditStream.values()).forEach(stream -> kept.put(stream, Duration.ofDays(90)));
        return kept;
    }
}
