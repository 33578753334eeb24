package com.hubify.identity.server.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.envelope.RefusalReason;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExplanationQueueTests {

    private final InMemoryExplanations stored = new InMemoryExplanations();
    private long now;
    private final ExplanationQueue queue = new ExplanationQueue(stored, () -> now);

    // Attack: flood the server with made-up credentials, until there is no room for what an owner will ask about.
    @Test
    void keepsRoomForOwnersInAFloodFromManyNetworks() {
        for (int i = 0; i < 100_000; i++) {
            queue.add(refusal("flood").from("network-" + i));
        }
        queue.add(refusal("mine").about("user_1", "labs", true));

        queue.write();

        assertThat(stored.all).hasSize(ExplanationQueue.STRANGERS + 1);
        assertThat(stored.find("mine")).isPresent();
    }

    @Test
    void takesFewOfOneNetworkAndOneOwnerAMinute() {
        for (int i = 0; i < 500; i++) {
            queue.add(refusal("stranger").from("192.0.2.7"));
            queue.add(refusal("owner").about("user_1", "", true));
        }
        queue.write();
        assertThat(stored.all).hasSize(ExplanationQueue.OF_NETWORK + ExplanationQueue.OF_OWNER);

        now = Duration.ofMinutes(1).toNanos();
        queue.add(refusal("later").from("192.0.2.7"));
        queue.write();
        assertThat(stored.find("later")).isPresent();
    }

    // Attack: send the public id of another's key with a wrong secret, so that its refusals displace those of the key.
    @Test
    void keepsWhatTheSenderDidNotProveApart() {
        Explanation proven = refusal("a").about("user_1", "", true);
        Explanation unproven = refusal("b").about("user_1", "", false);

        assertThat(proven.shelves()).doesNotContainAnyElementsOf(unproven.shelves());
    }

    // Attack: register a client whose id is the account id of another.
    @Test
    void keepsClientsAndAccountsApart() {
        assertThat(Shelf.ofAccount("same", true)).doesNotContainAnyElementsOf(Shelf.ofClient("same", true));
    }

    private static Explanation refusal(String reference) {
        return Explanation.ofServer(reference, Instant.EPOCH, RefusalReason.INVALID_TOKEN, 401, "", "GET /v1/x");
    }
}
