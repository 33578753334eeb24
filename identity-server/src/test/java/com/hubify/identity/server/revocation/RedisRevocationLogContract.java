package com.hubify.identity.server.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Ancestor.Kind;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.redis.RedisContract;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisCallback;

abstract class RedisRevocationLogContract extends RedisContract implements RevocationLogContract {

    private final Revocations revocations = new RedisRevocations(redis, TestRevocations.PROPERTIES);
    private RedisRevocationLog log;

    RedisRevocationLogContract(Redis server) {
        super(server);
    }

    @BeforeEach
    void open() {
        log = new RedisRevocationLog(
                (LettuceConnectionFactory) Objects.requireNonNull(redis.getConnectionFactory()), REACH);
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Override
    public RevocationLog log() {
        return log;
    }

    @Override
    public Revocations revocations() {
        return revocations;
    }

    /** Else whoever revokes a few each second fills a node's memory with what no living token descends from. */
    @Test
    void recentOnesEndWhereTheReachEnds() {
        revocations.publish(new Revocation(new Ancestor(Kind.GRANT, "a"), NOW));
        long now = log().recent(10).end().millis();
        stand("b", now - REACH.toMillis() + 60_000);
        stand("c", now - REACH.toMillis() - 60_000);

        assertThat(log().recent(10).entries()).extracting(LoggedRevocation::id).containsExactly("b", "a");
    }

    private void stand(String id, long millis) {
        redis.opsForZSet().add(RedisRevocations.RECENT, millis + "-0 grant 1732508400 " + id, millis);
    }

    @Override
    public void trim(int kept) {
        redis.opsForStream().trim(RedisRevocations.LOG, kept);
    }

    @Override
    public void lose() {
        redis.delete(RedisRevocations.LOG);
    }

    /** A copy of the store that took over has lost the last writes, and has others in their place. */
    @Test
    void tellsThatWhatStoodAtAPositionIsAnotherHistory() {
        revocations.publish(new Revocation(new Ancestor(Kind.GRANT, "before"), NOW));
        revocations.publish(new Revocation(new Ancestor(Kind.GRANT, "lost"), NOW));
        LogPosition position = log.recent(10).end();
        redis.opsForStream().delete(RedisRevocations.LOG, position.toString());
        revocations.publish(new Revocation(new Ancestor(Kind.GRANT, "instead"), NOW));

        assertThat(log.after(position, 10)).isEmpty();
    }

    @Test
    void readsTheRecentOnesPageByPage() {
        int many = 12_345;
        // Four thousand of a millisecond, so that a page ends in the middle of them.
        for (int first = 0; first < many; first += 4_000) {
            fill(NOW.toEpochMilli() * 1_000 + first / 4_000, first, Math.min(many, first + 4_000));
        }

        List<LoggedRevocation> entries = log.recent(many + 1).entries();

        assertThat(entries.stream().map(LoggedRevocation::id).distinct()).hasSize(many);
        assertThat(entries).hasSize(many);
        assertThat(log.recent(7_000).entries()).hasSize(7_000);
    }

    /**
     * Attack: many revocations of one millisecond stand before those that a node has read of it. It read the same page for ever, and
     * so heard of nothing more.
     */
    @Test
    @Timeout(60)
    void comesToTheEndOfAMillisecondThatFillsMeanwhile() throws Exception {
        int many = 40_000;
        AtomicBoolean isFull = new AtomicBoolean();
        CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> {
            while (!isFull.get()) {
                log.recent(many + 1);
            }
        });

        for (int first = 0; first < many; first += 2_000) {
            fill(NOW.toEpochMilli() * 1_000, first, first + 2_000);
        }
        isFull.set(true);

        reading.get();
        assertThat(log.recent(many + 1).entries()).hasSize(many);
    }

    private void fill(long millis, int first, int end) {
        redis.executePipelined((RedisCallback<@Nullable Object>) connection -> {
            for (int i = first; i < end; i++) {
                byte[] member = "%d-%d grant 1 g%d".formatted(millis, i, i).getBytes(StandardCharsets.UTF_8);
                connection
                        .zSetCommands()
                        .zAdd(RedisRevocations.RECENT.getBytes(StandardCharsets.UTF_8), millis, member);
            }
            return null;
        });
    }

    /** A newer node writes what this one has no word for; a service may have. */
    @Test
    void passesOnWhatItDoesNotKnow() {
        revocations.publish(new Revocation(new Ancestor(Kind.GRANT, "a"), NOW));
        LogPosition end = log.recent(10).end();
        Map<String, String> fields = new HashMap<>(Map.of("kind", "tenant", "id", "org_1", "by", "7"));
        redis.opsForStream().add(RedisRevocations.LOG, fields);

        LoggedRevocation entry = log.after(end, 10).orElseThrow().get(0);

        assertThat(entry.kind()).isEqualTo("tenant");
        assertThat(entry.revocation()).isEmpty();
    }
}
