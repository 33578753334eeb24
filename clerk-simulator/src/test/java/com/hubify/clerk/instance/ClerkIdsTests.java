package com.hubify.clerk.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ClerkIdsTests {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    private final ClerkIds ids = idsAt(NOW);

    @RepeatedTest(20)
    void looksLikeClerks() {
        assertThat(ids.next("sess")).matches("sess_[A-Za-z0-9]{27}");
        assertThat(ids.nextAccessTokenId()).matches("oat_[0-9A-Z]{16}");
        assertThat(ids.nextTokenId()).matches("[0-9a-f]{20}");
        assertThat(ids.nextTraceId()).matches("[0-9a-f]{32}");
    }

    @Test
    void sortsByTime() {
        Stream<String> later = Stream.of(0, 1, 60, 86_400, 31_536_000)
                .map(seconds -> idsAt(NOW.plusSeconds(seconds)).next("user"));

        assertThat(later).isSorted();
    }

    @Test
    void neverRepeats() {
        assertThat(Stream.generate(() -> ids.next("user")).limit(1_000)).doesNotHaveDuplicates();
    }

    private static ClerkIds idsAt(Instant now) {
        return new ClerkIds(Clock.fixed(now, ZoneOffset.UTC), new SecureRandom());
    }
}
