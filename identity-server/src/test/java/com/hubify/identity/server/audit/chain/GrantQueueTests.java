package com.hubify.identity.server.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.server.background.BackgroundWork;
import com.hubify.testing.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

class GrantQueueTests {

    private final TestStore store = new TestStore();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final GrantQueue queue =
            new GrantQueue(ChainWriters.of(store), TestClock.standing(), meters, new BackgroundWork());

    @Test
    void writesInGroups() {
        add(1_200);

        queue.write();

        assertThat(store.sizes).containsExactly(500, 500, 200);
        assertThat(store.trees().get(1_199).path("details").path("client").asString())
                .isEqualTo("client-1199");
        assertThat(queue.size()).isZero();
    }

    /** Fault: Redis is away for a while. */
    @Test
    void whatCanNotBeWrittenWaits() {
        add(3);
        store.fate = TestStore.Fate.LOST;
        assertThatThrownBy(queue::write).isInstanceOf(QueryTimeoutException.class);
        assertThatThrownBy(queue::write).isInstanceOf(QueryTimeoutException.class);
        store.fate = TestStore.Fate.STORED;

        queue.write();

        assertThat(store.trees())
                .extracting(record -> record.path("details").path("client").asString())
                .containsExactly("client-0", "client-1", "client-2");
    }

    /** Attack: get tokens while Redis is away, until the memory is full, or nobody knows that records are missing. */
    @Test
    void saysHowManyItDropped() {
        add(GrantQueue.MOST + 7);

        queue.write();

        assertThat(store.trees()).hasSize(GrantQueue.MOST + 1).anySatisfy(record -> {
            assertThat(record.path("kind").asString()).isEqualTo("audit.dropped");
            assertThat(record.path("details").path("count").asString()).isEqualTo("7");
        });
        assertThat(meters.counter("hubify.audit.dropped").count()).isEqualTo(7);
        assertThat(queue.droppedAt()).isEqualTo(TestClock.START);
    }

    private void add(int count) {
        for (int i = 0; i < count; i++) {
            queue.add("token.issued", Map.of("client", "client-" + i));
        }
    }
}
