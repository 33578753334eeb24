package com.hubify.identity.server.apikey.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.server.apikey.ApiKeyId;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of uses does. */
abstract class ApiKeyUseRecordsContract {

    static final ApiKeyId KEY = new ApiKeyId("abcd1234");
    static final Instant NOW = TestClock.START;

    final TestClock clock = TestClock.standing();
    ApiKeyUseRecords records;

    abstract ApiKeyUseRecords create();

    @BeforeEach
    void startAnew() {
        records = create();
    }

    @Test
    void addsUpByDayAndScope() {
        add("one", use(3, NOW, "192.0.2.1", Map.of("labs:read", 2L)));
        add("two", use(4, NOW, "192.0.2.2", Map.of("labs:read", 1L, "experiments:read", 4L)));
        clock.wind(Duration.ofDays(1));
        add("three", use(5, clock.instant(), null, Map.of()));

        RecordedUse use = records.find(KEY);

        assertThat(use.days())
                .extracting(RecordedUse.Day::date, RecordedUse.Day::count)
                .containsExactly(tuple(LocalDate.parse("2026-04-14"), 7L), tuple(LocalDate.parse("2026-04-15"), 5L));
        assertThat(use.count()).isEqualTo(12);
        assertThat(use.scopes()).isEqualTo(Map.of("labs:read", 3L, "experiments:read", 4L));
        assertThat(use.since()).isEqualTo(NOW);
        assertThat(use.lastAt()).isEqualTo(clock.instant());
        assertThat(use.address()).isNull();
        assertThat(use.service()).isEqualTo("labs");
    }

    @Test
    void knowsNothingOfOtherKeys() {
        add("one", use(3, NOW, "192.0.2.1", Map.of("labs:read", 2L)));

        assertThat(records.find(new ApiKeyId("00000000"))).isEqualTo(RecordedUse.NONE);
    }

    /** A service whose answer got lost reports again; the driver, too, repeats a command. */
    @Test
    void countsABatchOnce() {
        assertThat(add("one", use(3, NOW, "192.0.2.1", Map.of("labs:read", 2L))))
                .isTrue();
        assertThat(add("one", use(3, NOW, "192.0.2.1", Map.of("labs:read", 2L))))
                .isFalse();

        assertThat(records.find(KEY).count()).isEqualTo(3);
        assertThat(records.find(KEY).scopes()).isEqualTo(Map.of("labs:read", 2L));
    }

    /** A batch has uses of many keys. */
    @Test
    void countsABatchOnceForEachKey() {
        add("one", use(3, NOW, null, Map.of()));
        records.add(new ReportedUse(new ApiKeyId("00000000"), 2, NOW, null, Map.of()), "one", "labs");

        assertThat(records.find(new ApiKeyId("00000000")).count()).isEqualTo(2);
    }

    /** A report that was delayed says nothing of the last use. */
    @Test
    void keepsThePlaceOfTheLatestUse() {
        add("one", use(1, NOW, "192.0.2.1", Map.of()));
        add("two", use(1, NOW.minusSeconds(60), "192.0.2.2", Map.of()));

        assertThat(records.find(KEY).address()).isEqualTo("192.0.2.1");
        assertThat(records.find(KEY).lastAt()).isEqualTo(NOW);
    }

    @Test
    void forgetsDaysAfterNinety() {
        add("one", use(3, NOW, null, Map.of("labs:read", 2L)));
        clock.wind(Duration.ofDays(89));
        assertThat(records.find(KEY).days()).hasSize(1);
        clock.wind(Duration.ofDays(1));
        add("two", use(1, clock.instant(), null, Map.of()));

        assertThat(records.find(KEY).days()).hasSize(1);
        assertThat(records.find(KEY).scopes()).isEmpty();
    }

    boolean add(String batch, ReportedUse use) {
        return records.add(use, batch, "labs");
    }

    static ReportedUse use(long count, Instant at, @Nullable String address, Map<String, Long> scopes) {
        Map<Scope, Long> used = new HashMap<>();
        scopes.forEach((scope, uses) -> used.put(new Scope(scope), uses));
        return new ReportedUse(KEY, count, at, address, used);
    }
}
