package com.hubify.identity.server.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.server.audit.trail.AuditEntry;
import com.hubify.identity.server.audit.trail.AuditStream;
import com.hubify.identity.server.audit.trail.RecordHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.QueryTimeoutException;
import tools.jackson.databind.JsonNode;

class ChainTests {

    private final TestStore store = new TestStore();
    private final List<ChainHead> ended = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final Chain chain = new Chain(AuditStream.OPERATORS, store, this::nextId, ended::add);

    private String nextId() {
        ids.add("chain-" + ids.size());
        return ids.get(ids.size() - 1);
    }

    @Test
    void eachRecordHasTheHashOfTheOneBefore() {
        append("a");
        append("b", "c");

        List<JsonNode> records = store.trees();
        assertThat(records).extracting(record -> record.path("seq").asLong()).containsExactly(1L, 2L, 3L);
        assertThat(records.get(0).has("previous")).isFalse();
        assertThat(records.get(1).path("previous").asString()).isEqualTo(RecordHash.of(store.records.get(0)));
        assertThat(records.get(2).path("previous").asString()).isEqualTo(RecordHash.of(store.records.get(1)));
        assertThat(chain.head())
                .isEqualTo(new ChainHead(AuditStream.OPERATORS, "chain-0", 3, RecordHash.of(store.records.get(2))));
    }

    /** Fault: Redis is lost between a write and its answer. To go on with the chain would leave a gap, or a fork, that looks forged. */
    @ParameterizedTest
    @EnumSource(
            value = TestStore.Fate.class,
            names = {"LOST", "UNCLEAR"})
    void chainEndsWhenItIsNotKnownWhatLiesInRedis(TestStore.Fate fate) {
        append("a");
        ChainHead known = chain.head();
        store.fate = fate;
        assertThatThrownBy(() -> append("b")).isInstanceOf(QueryTimeoutException.class);
        assertThatThrownBy(() -> append("c")).isInstanceOf(QueryTimeoutException.class);
        store.fate = TestStore.Fate.STORED;

        append("d");

        assertThat(ended).containsExactly(known);
        JsonNode last = store.trees().get(store.records.size() - 1);
        assertThat(last.path("seq").asLong()).isEqualTo(1);
        assertThat(last.path("chain").asString()).isEqualTo("chain-2");
        assertThat(last.has("previous")).isFalse();
    }

    /** Under load a round trip serves all that wait, in one order. */
    @Test
    void whatWaitsIsWrittenTogether() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(3);
        List<Future<?>> others = new ArrayList<>();
        store.before = () -> {
            store.before = () -> {};
            List.of("b", "c", "d").forEach(name -> others.add(callers.submit(() -> append(name))));
            while (chain.queued() < 3) {
                Thread.onSpinWait();
            }
        };

        append("a");
        for (Future<?> other : others) {
            other.get();
        }
        callers.shutdown();

        assertThat(store.sizes).containsExactly(1, 3);
        assertThat(store.trees().get(3).path("previous").asString()).isEqualTo(RecordHash.of(store.records.get(2)));
    }

    private void append(String... names) {
        List<AuditEntry> entries = new ArrayList<>();
        for (String name : names) {
            entries.add(new AuditEntry(Instant.EPOCH, "operator.client", Map.of("client", name)));
        }
        chain.append(entries);
    }
}
