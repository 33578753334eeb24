package com.hubify.identity.server.clerk.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.apikey.Events;
import com.hubify.identity.server.clerk.ClerkJson;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClerkEventWorkerTests {

    private static final long NOW = TestClock.START.toEpochMilli();

    private final TestClock clock = TestClock.standing();
    private final InMemoryClerkEvents queue = new InMemoryClerkEvents();
    private final Events events = new Events();
    private final Handler handler = new Handler();
    private final Handler broken = new Handler();
    private final ClerkEventWorker worker = new ClerkEventWorker(queue, List.of(broken, handler), events, clock);

    private static final class Handler implements ClerkEventHandler {

        private final List<String> handled = new ArrayList<>();
        private int failures;

        @Override
        public Set<String> types() {
            return Set.of("user.deleted");
        }

        @Override
        public void handle(ClerkEvent event) {
            if (failures-- > 0) {
                throw new IllegalStateException("of " + event.data());
            }
            ClerkJson.userId(event.data());
            handled.add(event.id());
        }
    }

    @Test
    void handlesAllThatWaits() {
        add("msg_1");
        add("msg_2");

        worker.handleAll();

        assertThat(handler.handled).containsExactly("msg_1", "msg_2");
        assertThat(broken.handled).containsExactly("msg_1", "msg_2");
        assertThat(queue.due()).isEmpty();
        assertThat(worker.wants("user.deleted")).isTrue();
        assertThat(worker.wants("user.created")).isFalse();
    }

    /** Fault: a handler fails for a while. Others are not kept from the event, nor other events from theirs. */
    @Test
    void comesBackUntilItIsHandled() {
        broken.failures = 2;
        add("msg_1");
        add("msg_2");

        worker.handleAll();
        assertThat(handler.handled).containsExactly("msg_1", "msg_2");
        assertThat(queue.due()).hasSize(2);
        clock.wind(Duration.ofMillis(999));
        worker.handleAll();
        assertThat(broken.handled).isEmpty();
        clock.wind(Duration.ofMillis(1));
        worker.handleAll();

        assertThat(broken.handled).containsExactlyInAnyOrder("msg_1", "msg_2");
        assertThat(queue.due()).isEmpty();
    }

    /** Fault: an event that no handler gets through. It is given up, and taken again when an operator has it sent again. */
    @Test
    void setsAsideWhatIsNeverHandled() {
        broken.failures = Integer.MAX_VALUE;
        add("msg_1");

        for (int i = 0; i < 100; i++) {
            worker.handleAll();
            clock.wind(Duration.ofMinutes(15));
        }

        assertThat(handler.handled).hasSize(9);
        assertThat(queue.due()).isEmpty();
        assertThat(events.published())
                .containsExactly(new ClerkEventGivenUp("msg_1", "user.deleted", "IllegalStateException"));
        assertThat(add("msg_1")).isEqualTo(ClerkEvents.Taken.NEW);
    }

    /** Fault: a signed event whose id can't be one. It was handled again for 18 hours, and no attempt could have had another end. */
    @ParameterizedTest
    @ValueSource(strings = {"bad id!", "", "org_1", "user_"})
    void givesUpAtOnceWhatCanNeverBeHandled(String id) {
        queue.add(new QueuedEvent("msg_1", ClerkMessages.deleted(id, NOW), 0), clock.instant());

        worker.handleAll();

        assertThat(queue.due()).isEmpty();
        assertThat(events.published())
                .containsExactly(new ClerkEventGivenUp("msg_1", "user.deleted", "no user id in id"));
    }

    @Test
    void comesBackIfOneOfItsHandlersMayYetSucceed() {
        broken.failures = 1;
        queue.add(new QueuedEvent("msg_1", ClerkMessages.deleted("bad id!", NOW), 0), clock.instant());

        worker.handleAll();

        assertThat(queue.due()).hasSize(1);
    }

    /** Written by another version, or damaged. */
    @Test
    void givesUpWhatCannotBeRead() {
        queue.add(new QueuedEvent("msg_1", "{", 0), clock.instant());

        worker.handleAll();

        assertThat(queue.due()).isEmpty();
        assertThat(events.published()).containsExactly(new ClerkEventGivenUp("msg_1", "", "unreadable"));
    }

    private ClerkEvents.Taken add(String id) {
        return queue.add(new QueuedEvent(id, ClerkMessages.deleted("user_ada", NOW), 0), clock.instant());
    }
}
