package com.hubify.identity.server.apikey.introspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyId;
import com.hubify.identity.server.apikey.InMemoryApiKeys;
import com.hubify.identity.server.apikey.TestApiKeys;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiKeyUsesTests {

    private final TestClock clock = TestClock.standing();
    private final InMemoryApiKeys keys = new InMemoryApiKeys(clock);
    private final InMemoryKeyServices services = new InMemoryKeyServices();
    private final List<Runnable> waiting = new ArrayList<>();
    private final ApiKeyUses uses = new ApiKeyUses(keys, services, clock, waiting::add);
    private final ApiKey key = TestApiKeys.usable().key();

    @BeforeEach
    void addKey() {
        keys.add(key);
    }

    @Test
    void notesUseBesideTheAnswer() {
        uses.note(key);
        var before = keys.find(key.id()).map(ApiKey::lastUsedAt);
        waiting.forEach(Runnable::run);

        assertThat(before).isEmpty();
        assertThat(keys.find(key.id())).map(ApiKey::lastUsedAt).contains(TestClock.START);
    }

    @Test
    void queuesAKeyOnceHoweverOftenItIsUsed() {
        uses.note(key);
        uses.note(key);

        assertThat(waiting).hasSize(1);
    }

    /** Beside the answer, and seldom: services ask about a key that is in use again and again. */
    @Test
    void notesOnceWhichServiceKnowsOfTheKey() {
        uses.noteService(key.id(), "labs");
        uses.noteService(key.id(), "labs");
        boolean before = services.knows("labs", key.id());
        waiting.forEach(Runnable::run);

        assertThat(before).isFalse();
        assertThat(waiting).hasSize(1);
        assertThat(services.knows("labs", key.id())).isTrue();
        assertThat(services.knows("reports", key.id())).isFalse();
    }

    @Test
    void notesNothingWithinAMinute() {
        ApiKey used = key.usedAt(clock.instant());

        clock.wind(Duration.ofSeconds(59));
        uses.note(used);
        boolean soon = waiting.isEmpty();
        clock.wind(Duration.ofSeconds(1));
        uses.note(used);

        assertThat(soon).isTrue();
        assertThat(waiting).hasSize(1);
    }

    @Test
    void neverFailsTheCaller() {
        ApiKeyUses full = new ApiKeyUses(keys, services, clock, task -> {
            throw new RejectedExecutionException();
        });
        ApiKeyUses away = new ApiKeyUses(
                new InMemoryApiKeys(clock) {
                    @Override
                    public synchronized void noteUse(ApiKeyId id, Instant at) {
                        throw new IllegalStateException("away");
                    }
                },
                services,
                clock,
                Runnable::run);

        assertThatCode(() -> full.note(key)).doesNotThrowAnyException();
        assertThatCode(() -> away.note(key)).doesNotThrowAnyException();
    }
}
