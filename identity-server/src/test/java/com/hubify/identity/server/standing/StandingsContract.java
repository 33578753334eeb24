package com.hubify.identity.server.standing;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.standing.Standings.Recorded;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The promises of {@link Standings}, which every implementation keeps. */
abstract class StandingsContract {

    private static final AccountId ADA = new AccountId("user_ada");
    private static final Instant NOW = Instant.parse("2026-04-14T10:00:00.123Z");
    private static final Instant LATER = NOW.plusMillis(1);

    private Standings standings = new InMemoryStandings();

    /** None recorded. */
    abstract Standings create();

    @BeforeEach
    void startEmpty() {
        standings = create();
    }

    @Test
    void takesPeopleWithoutARecordForActive() {
        assertThat(standings.of(ADA)).isEqualTo(Standing.ACTIVE);
        assertThat(standings.record(ADA, Standing.ACTIVE, NOW, NOW)).isEqualTo(Recorded.UNCHANGED);
    }

    @Test
    void recordsABanItsRepetitionAndItsEnd() {
        assertThat(standings.record(ADA, Standing.BANNED, NOW, NOW)).isEqualTo(Recorded.CHANGED);
        assertThat(standings.record(ADA, Standing.BANNED, NOW, NOW)).isEqualTo(Recorded.UNCHANGED);
        assertThat(standings.of(ADA)).isEqualTo(Standing.BANNED);

        assertThat(standings.record(ADA, Standing.ACTIVE, LATER, LATER)).isEqualTo(Recorded.CHANGED);
        assertThat(standings.of(ADA)).isEqualTo(Standing.ACTIVE);
        assertThat(standings.of(new AccountId("user_bob"))).isEqualTo(Standing.ACTIVE);
    }

    /** Attack: have an event from before the ban arrive after it; Clerk repeats events for 28 hours. */
    @Test
    void isNotTakenBackByAnEarlierOne() {
        standings.record(ADA, Standing.BANNED, LATER, LATER);

        assertThat(standings.record(ADA, Standing.ACTIVE, NOW, NOW)).isEqualTo(Recorded.OUTDATED);
        assertThat(standings.of(ADA)).isEqualTo(Standing.BANNED);
    }

    /** Attack: have an event from before the ban arrive after it. A ban may leave the document's time as it was. */
    @Test
    void ofOneTimeWhatWasSaidLaterCountsAndOfOneMomentTheSeverer() {
        standings.record(ADA, Standing.ACTIVE, NOW, NOW);
        assertThat(standings.record(ADA, Standing.BANNED, NOW, NOW)).isEqualTo(Recorded.CHANGED);
        assertThat(standings.record(ADA, Standing.LOCKED, NOW, NOW)).isEqualTo(Recorded.OUTDATED);

        assertThat(standings.record(ADA, Standing.ACTIVE, NOW, LATER)).isEqualTo(Recorded.CHANGED);
        assertThat(standings.record(ADA, Standing.BANNED, NOW, NOW)).isEqualTo(Recorded.OUTDATED);
        assertThat(standings.record(ADA, Standing.BANNED, NOW.minusMillis(1), LATER.plusMillis(1)))
                .isEqualTo(Recorded.OUTDATED);
        assertThat(standings.of(ADA)).isEqualTo(Standing.ACTIVE);
    }

    /** The ban arrives after its end: the person must not stay banned. */
    @Test
    void knowsTheTimeOfAnActivePersonToo() {
        standings.record(ADA, Standing.ACTIVE, LATER, LATER);

        assertThat(standings.record(ADA, Standing.BANNED, NOW, NOW)).isEqualTo(Recorded.OUTDATED);
        assertThat(standings.of(ADA)).isEqualTo(Standing.ACTIVE);
    }

    /** Attack: come back by an update that Clerk made after the deletion, or by one that arrives after it. */
    @Test
    void isFinalOnceDeleted() {
        standings.record(ADA, Standing.ACTIVE, LATER, LATER);

        assertThat(standings.record(ADA, Standing.DELETED, NOW, NOW)).isEqualTo(Recorded.CHANGED);
        assertThat(standings.record(ADA, Standing.DELETED, NOW, NOW)).isEqualTo(Recorded.UNCHANGED);
        assertThat(standings.record(ADA, Standing.ACTIVE, LATER.plusSeconds(1), LATER.plusSeconds(1)))
                .isEqualTo(Recorded.OUTDATED);
        assertThat(standings.record(ADA, Standing.BANNED, LATER.plusSeconds(1), LATER.plusSeconds(1)))
                .isEqualTo(Recorded.OUTDATED);
        assertThat(standings.of(ADA)).isEqualTo(Standing.DELETED);
    }
}
