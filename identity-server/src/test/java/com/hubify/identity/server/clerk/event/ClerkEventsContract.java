package com.hubify.identity.server.clerk.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.clerk.event.ClerkEvents.Taken;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The promises of {@link ClerkEvents}, which every implementation keeps. */
abstract class ClerkEventsContract {

    private static final Instant NOW = TestClock.START;
    private static final Instant LATER = NOW.plusSeconds(10);
    private static final QueuedEvent EVENT = new QueuedEvent("msg_1", "{\"type\":\"user.deleted\"}", 0);

    private ClerkEvents queue = new InMemoryClerkEvents();

    /** An empty queue. */
    abstract ClerkEvents create();

    @BeforeEach
    void startEmpty() {
        queue = create();
    }

    /** Two nodes look at once: one gets it. The other does if that one is killed before it has handled it. */
    @Test
    void givesAnEventToOneNodeAndToTheNextAfterACrash() {
        assertThat(queue.add(EVENT, NOW)).isEqualTo(Taken.NEW);

        assertThat(queue.next(NOW, LATER)).contains(EVENT);
        assertThat(queue.next(NOW, LATER)).isEmpty();
        assertThat(queue.next(LATER, LATER.plusSeconds(10))).contains(EVENT);
    }

    /** Attack: replay a message that was overheard. It is known while it waits, and for days after it was handled. */
    @Test
    void takesAnIdOnce() {
        queue.add(EVENT, NOW);
        assertThat(queue.add(EVENT, NOW)).isEqualTo(Taken.KNOWN);
        queue.next(NOW, LATER);
        queue.remove(EVENT.id());

        assertThat(queue.add(EVENT, NOW.plus(Duration.ofHours(28)))).isEqualTo(Taken.KNOWN);
        assertThat(queue.next(NOW.plus(Duration.ofHours(28)), NOW.plus(Duration.ofHours(29))))
                .isEmpty();
        assertThat(queue.add(EVENT, NOW.plus(ClerkEvents.KNOWN).plusSeconds(1))).isEqualTo(Taken.NEW);
    }

    @Test
    void takesWhatWasGivenUpWhenItIsSentAgain() {
        queue.add(EVENT, NOW);
        queue.next(NOW, LATER);

        queue.giveUp(EVENT.id());

        assertThat(queue.next(LATER, LATER.plusSeconds(10))).isEmpty();
        assertThat(queue.add(EVENT, LATER)).isEqualTo(Taken.NEW);
    }

    @Test
    void givesWhatWasPutOffWhenItIsDueWithItsAttempts() {
        queue.add(EVENT, NOW);
        queue.next(NOW, LATER);

        queue.putOff(EVENT.failed(), NOW.plusSeconds(5));

        assertThat(queue.next(NOW.plusSeconds(4), LATER)).isEmpty();
        assertThat(queue.next(NOW.plusSeconds(5), LATER)).contains(EVENT.failed());
        queue.remove(EVENT.id());
        queue.putOff(EVENT, NOW);
        assertThat(queue.next(LATER, LATER)).isEmpty();
    }

    /** Attack: change memberships in a loop, so that the word of one's own deletion comes too late. */
    @Test
    void deletionsOvertakeBansAndSignOutsTheRest() {
        List<String> types = List.of(
                "organizationMembership.updated",
                "session.ended",
                "user.updated",
                "organization.deleted",
                "user.deleted");
        for (int i = 0; i < types.size(); i++) {
            queue.add(
                    new QueuedEvent("msg_" + i, ClerkMessages.body(types.get(i), NOW.toEpochMilli(), "{}"), 0),
                    NOW.plusMillis(i));
        }

        assertThat(Stream.generate(() -> queue.next(LATER, LATER.plusSeconds(1)).orElseThrow())
                        .limit(types.size())
                        .map(QueuedEvent::id))
                .containsExactly("msg_4", "msg_1", "msg_2", "msg_0", "msg_3");
    }

    /** Attack: change one's profile at Clerk all day while Redis is slow, until it is full. Clerk repeats what isn't taken. */
    @Test
    void takesNoMoreThanItsBound() {
        IntStream.range(0, ClerkEvents.MOST)
                .forEach(i -> assertThat(queue.add(new QueuedEvent("msg_" + i, "{}", 0), NOW))
                        .isEqualTo(Taken.NEW));

        assertThat(queue.add(new QueuedEvent("msg_more", "{}", 0), NOW)).isEqualTo(Taken.FULL);
        queue.remove("msg_7");
        assertThat(queue.add(new QueuedEvent("msg_more", "{}", 0), NOW)).isEqualTo(Taken.NEW);
    }
}
