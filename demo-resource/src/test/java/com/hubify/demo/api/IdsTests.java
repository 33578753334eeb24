package com.hubify.demo.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTests {

    private static final Clock STILL = Clock.fixed(Instant.parse("2026-11-25T10:00:00Z"), ZoneOffset.UTC);

    @Test
    void saysWhatTheIdNames() {
        Ids ids = new Ids(STILL, new Random(1));

        String id = ids.next("lab");

        assertThat(id).matches("lab_[0-9a-v]{13}");
    }

    @Test
    void growsEvenWhileTheClockStandsStill() {
        Ids ids = new Ids(STILL, new Random(1));

        var made = Stream.generate(() -> ids.next("lab")).limit(10_000).toList();

        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void growsWithTheClock() {
        Clock later = Clock.fixed(Instant.parse("2108-01-01T00:00:00Z"), ZoneOffset.UTC);

        String now = new Ids(STILL, new Random(1)).next("lab");
        String then = new Ids(later, new Random(1)).next("lab");

        assertThat(now).isLessThan(then);
    }

    @Test
    void sortsAfterTheSamples() {
        Ids ids = new Ids(STILL, new Random(1));

        String id = ids.next("lab");

        assertThat(id).isGreaterThan("lab_00zzzzzzzzzzz");
    }
}
