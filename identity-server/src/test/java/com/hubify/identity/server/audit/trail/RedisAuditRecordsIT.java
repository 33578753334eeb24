package com.hubify.identity.server.audit.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.parts.redis.RedisVersion;
import com.hubify.identity.protocol.IpNetworks;
import com.hubify.identity.server.redis.RedisContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.stream.RecordId;
import org.springframework.data.redis.connection.stream.StreamRecords;
import org.springframework.data.redis.core.script.RedisScript;

@RedisServer(version = RedisVersion.MACHINE)
class RedisAuditRecordsIT extends RedisContract {

    private final AuditRecords records = new RedisAuditRecords(redis);

    RedisAuditRecordsIT(Redis server) {
        super(server);
    }

    /** Streams that have entries of the same moment, too: none comes twice, none is left out. */
    @Test
    void pagesThroughAllStreamsTheLatestFirst() {
        for (int i = 0; i < 6; i++) {
            add(AuditStream.OPERATORS, i + "-0", "operator.client", Map.of("client", "c" + i));
            add(AuditStream.GRANTS, i + "-0", "token.issued", Map.of("client", "g" + i));
        }

        List<String> seen = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            AuditPage page = records.latest(AuditFilter.of(), 5, cursor);
            page.records().forEach(record -> seen.add(record.details().get("client")));
            cursor = page.next();
        } while (cursor != null);

        assertThat(seen).containsExactly("g5", "c5", "g4", "c4", "g3", "c3", "g2", "c2", "g1", "c1", "g0", "c0");
    }

    @Test
    void filters() {
        add(AuditStream.ORDINARY, "1000-0", "api_key.created", Map.of("account", "user_1"));
        add(AuditStream.REFUSED, "2000-0", "client.refused", Map.of("client", "demo", "address", "203.0.113.7"));
        add(AuditStream.OPERATORS, "3000-0", "operator.revoked", Map.of("operator", "user_1", "id", "k"));

        assertThat(kinds(AuditFilter.of(AuditStream.REFUSED))).containsExactly("client.refused");
        assertThat(kinds(filter("api_key.", null, null, IpNetworks.ANYWHERE))).containsExactly("api_key.created");
        assertThat(kinds(filter("key.", null, null, IpNetworks.ANYWHERE))).isEmpty();
        assertThat(kinds(filter(null, "user_1", null, IpNetworks.ANYWHERE)))
                .containsExactly("operator.revoked", "api_key.created");
        assertThat(kinds(filter(null, null, "demo", IpNetworks.ANYWHERE))).containsExactly("client.refused");
        assertThat(kinds(filter(null, null, null, IpNetworks.parse(List.of("203.0.113.0/24")))))
                .containsExactly("client.refused");
        assertThat(kinds(new AuditFilter(
                        Set.of(),
                        null,
                        "demo",
                        null,
                        null,
                        IpNetworks.ANYWHERE,
                        Instant.ofEpochSecond(2),
                        Instant.ofEpochSecond(3))))
                .containsExactly("client.refused");
        assertThatIllegalArgumentException().isThrownBy(() -> records.latest(AuditFilter.of(), 5, "1-0.nowhere"));
    }

    /** Attack, or mistake: ask for what is not there, so that each request reads all there is. */
    @Test
    void readsALimitedNumberOfRecordsAtOnce() {
        redis.execute(
                RedisScript.of(
                        "for i = 1, 20500 do redis.call('XADD', KEYS[1], '*', 'kind', 'x', 'at', '2026-12-01T00:00:00Z') end"),
                List.of(AuditStream.PAGES.key()));

        AuditPage first = records.latest(filter("rare", null, null, IpNetworks.ANYWHERE), 5, null);
        AuditPage second = records.latest(filter("rare", null, null, IpNetworks.ANYWHERE), 5, first.next());

        assertThat(first.records()).isEmpty();
        assertThat(first.next()).isNotNull();
        assertThat(second.next()).isNull();
    }

    @Test
    void exportsExactlyWhatIsStoredInItsOrder() throws IOException {
        for (int i = 0; i < 2_500; i++) {
            add(AuditStream.GRANTS, i + 1 + "-0", "token.issued", Map.of("client", "ü" + i));
        }
        List<String> lines = new ArrayList<>();

        records.export(AuditStream.GRANTS, null, null, lines::add);

        assertThat(lines).hasSize(2_500);
        assertThat(lines.get(2_499)).isEqualTo(json(AuditStream.GRANTS, "token.issued", Map.of("client", "ü2499")));
        lines.clear();
        records.export(AuditStream.GRANTS, Instant.ofEpochMilli(10), Instant.ofEpochMilli(20), lines::add);
        assertThat(lines).hasSize(10);
        records.exportCheckpoints(null, null, line -> {
            throw new AssertionError("there are none");
        });
    }

    /** Attack: write a line break into a checkpoint, so that an export has records that aren't there. */
    @Test
    void checkpointsAreOneLineEach() throws IOException {
        redis.opsForStream()
                .add(StreamRecords.string(Map.of("checkpoint", "a.b.c\"}\n{")).withStreamKey("hfy:audit:checkpoints"));
        List<String> lines = new ArrayList<>();

        records.exportCheckpoints(null, null, lines::add);

        assertThat(lines).containsExactly("{\"checkpoint\":\"a.b.c????\"}");
    }

    private void add(AuditStream stream, String id, String kind, Map<String, String> details) {
        redis.opsForStream()
                .add(StreamRecords.string(Map.of("record", json(stream, kind, details)))
                        .withStreamKey(stream.key())
                        .withId(RecordId.of(id.equals("0-0") ? "0-1" : id)));
    }

    private static String json(AuditStream stream, String kind, Map<String, String> details) {
        AuditEntry entry = new AuditEntry(Instant.EPOCH, kind, details);
        return new String(RecordJson.write(stream, "AAAA", 1, null, entry), StandardCharsets.UTF_8);
    }

    private List<String> kinds(AuditFilter filter) {
        return records.latest(filter, 50, null).records().stream()
                .map(AuditRecord::kind)
                .toList();
    }

    private static AuditFilter filter(
            @Nullable String kind, @Nullable String account, @Nullable String client, IpNetworks networks) {
        return new AuditFilter(Set.of(), kind, null, account, client, networks, null, null);
    }
}
