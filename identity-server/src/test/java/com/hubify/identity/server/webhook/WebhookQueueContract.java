package com.hubify.identity.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.testing.TestClock;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The promises of {@link WebhookQueue}, which every implementation keeps. */
abstract class WebhookQueueContract {

    private static final Instant NOW = TestClock.START;
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final QueuedWebhook EVENT = new QueuedWebhook("msg_1", "{\"type\":\"api_key.created\"}", 0);

    private WebhookQueue queue = new InMemoryWebhookQueue();

    /** An empty queue. */
    abstract WebhookQueue create();

    @BeforeEach
    void startEmpty() {
        queue = create();
    }

    /** Two nodes look at once: one gets it. The other does if that one is killed before it has sent it. */
    @Test
    void givesAnEventToOneNodeAndToTheNextAfterACrash() {
        queue.add("chat", EVENT, NOW);

        assertThat(queue.take("chat", NOW, LATER)).contains(EVENT);
        assertThat(queue.take("chat", NOW, LATER)).isEmpty();
        assertThat(queue.take("chat", LATER, LATER.plusSeconds(60))).contains(EVENT);
    }

    @Test
    void forgetsWhatWasRemovedAndKeepsItSo() {
        queue.add("chat", EVENT, NOW);
        queue.take("chat", NOW, LATER);

        queue.remove("chat", EVENT.id());
        queue.putOff("chat", EVENT.failed(), NOW);

        assertThat(queue.take("chat", LATER, LATER.plusSeconds(60))).isEmpty();
    }

    @Test
    void givesWhatWasPutOffWhenItIsDueWithItsAttempts() {
        queue.add("chat", EVENT, NOW);
        queue.take("chat", NOW, LATER);

        queue.putOff("chat", EVENT.failed(), NOW.plusSeconds(5));

        assertThat(queue.take("chat", NOW.plusSeconds(4), LATER)).isEmpty();
        assertThat(queue.take("chat", NOW.plusSeconds(5), LATER)).contains(EVENT.failed());
    }

    @Test
    void keepsDestinationsApartAndAnIdOnce() {
        queue.add("chat", EVENT, NOW);
        queue.add("chat", EVENT, NOW);
        queue.add("mail", EVENT, NOW);

        assertThat(queue.take("mail", NOW, LATER)).contains(EVENT);
        assertThat(queue.take("chat", NOW, LATER)).contains(EVENT);
        assertThat(queue.take("chat", NOW, LATER)).isEmpty();
    }

    /** Attack: change keys all day while a receiver is away, until Redis is full. */
    @Test
    void takesNoMoreThanItsBound() {
        IntStream.range(0, WebhookQueue.MOST)
                .forEach(i -> assertThat(queue.add("chat", new QueuedWebhook("msg_" + i, "{}", 0), NOW))
                        .isTrue());

        assertThat(queue.add("chat", new QueuedWebhook("msg_more", "{}", 0), NOW))
                .isFalse();
        assertThat(queue.add("mail", new QueuedWebhook("msg_more", "{}", 0), NOW))
                .isTrue();
    }
}
