package com.hubify.identity.server.apikey.use;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.TestApiKeys;
import com.hubify.identity.server.apikey.use.ScopeAdvice.Verdict;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeAdviceTests {

    private static final Instant NOW = TestClock.START;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // key            | used                            | narrower
                "experiments:*    | experiments:read                | experiments:read",
                "*                | labs:read experiments:read      | experiments:read labs:read",
                "labs:read labs:write | labs:read                   | labs:read",
                "* labs:read      | labs:read                       | labs:read",
                "labs:* experiments:* | labs:read experiments:*     | labs:read experiments:*",
                "*                | experiments:* experiments:read  | experiments:*",
                // What covers a scope that keys can't be given is kept.
                "* labs:read      | gone:read                       | * labs:read",
            })
    void proposesWhatWasUsed(String granted, String used, String narrower) {
        ScopeAdvice advice = advise(granted, used, Duration.ofDays(14));

        Scopes proposed = Scopes.parse(narrower).orElseThrow();
        assertThat(advice.scopes()).isEqualTo(proposed);
        assertThat(advice.verdict())
                .isEqualTo(proposed.coverAll(Scopes.parse(granted).orElseThrow()) ? Verdict.FITS : Verdict.NARROWER);
        assertThat(Scopes.parse(granted).orElseThrow().coverAll(advice.scopes()))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"labs:read,labs:read", "experiments:*,experiments:*"})
    void saysThatItFits(String granted, String used) {
        assertThat(advise(granted, used, Duration.ofDays(20)).verdict()).isEqualTo(Verdict.FITS);
    }

    @Test
    void saysWhatIsNotUsed() {
        assertThat(advise("labs:read labs:write", "labs:read", Duration.ofDays(20))
                        .unused())
                .containsExactly(new Scope("labs:write"));
    }

    /** A program that runs once a week must not lose what it needs. */
    @Test
    void doesNotJudgeByAFewDays() {
        ScopeAdvice advice =
                advise("experiments:*", "experiments:read", Duration.ofDays(14).minusSeconds(1));

        assertThat(advice.verdict()).isEqualTo(Verdict.TOO_EARLY);
        assertThat(advice.scopes().values()).containsExactly("experiments:*");
        assertThat(advice.enoughAt()).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void hasNothingToSayWithoutUses() {
        assertThat(advise("experiments:*", "", Duration.ofDays(60)).verdict()).isEqualTo(Verdict.NO_USE);
        assertThat(ScopeAdvice.of(key("labs:*"), RecordedUse.NONE, NOW, scope -> true)
                        .verdict())
                .isEqualTo(Verdict.NO_USE);
    }

    /** Uses of before are forgotten after 90 days. */
    @Test
    void saysSinceWhenAtMost() {
        assertThat(advise("experiments:*", "experiments:read", Duration.ofDays(200))
                        .since())
                .isEqualTo(NOW.minus(Duration.ofDays(90)));
    }

    private static ScopeAdvice advise(String granted, String used, Duration since) {
        TreeMap<String, Long> counts = new TreeMap<>();
        Arrays.stream(used.split(" ")).filter(scope -> !scope.isEmpty()).forEach(scope -> counts.put(scope, 1L));
        RecordedUse use = new RecordedUse(
                NOW.minus(since),
                NOW,
                null,
                "labs",
                List.of(new RecordedUse.Day(LocalDate.parse("2026-04-14"), 3, counts)));
        return ScopeAdvice.of(key(granted), use, NOW, scope -> !scope.resource().equals("gone"));
    }

    private static ApiKey key(String scopes) {
        ApiKey key = TestApiKeys.usable().key();
        return key.on(key.terms().with(Scopes.parse(scopes).orElseThrow()));
    }
}
