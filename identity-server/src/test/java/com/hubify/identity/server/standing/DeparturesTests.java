package com.hubify.identity.server.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Ancestor.Kind;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.account.InMemoryAccounts;
import com.hubify.identity.server.account.UpstreamIdentity;
import com.hubify.identity.server.apikey.Events;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.testing.TestClock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeparturesTests {

    private static final AccountId ADA = new AccountId("user_ada");
    private static final Instant BEFORE = TestClock.START.minusSeconds(60);
    private static final DepartureProperties DEFAULTS =
            new DepartureProperties(Ends.EVERYTHING, Ends.NOTHING, SessionEnds.SESSION);

    private final TestClock clock = TestClock.standing();
    private final InMemoryStandings standings = new InMemoryStandings();
    private final InMemoryRevocations revocations = new InMemoryRevocations();
    private final InMemoryAccounts accounts = new InMemoryAccounts();
    private final Events events = new Events();
    private final Departures departures = departures(DEFAULTS);

    @BeforeEach
    void signUp() {
        accounts.signIn(
                new UpstreamIdentity("https://clerk.test", "user_ada", "Ada", null, null, null, null, null), BEFORE);
    }

    @Test
    void deletionEndsEverythingAndErasesTheProfile() {
        assertThat(departures.apply(ADA, Standing.DELETED, BEFORE, BEFORE)).isTrue();

        assertThat(revocations.published()).containsExactly(of(Kind.SUBJECT, "user_ada"));
        assertThat(accounts.find(ADA)).isEmpty();
        assertThat(departures.isBarred(ADA)).isTrue();
        assertThat(departures.isBarredForGood(ADA)).isTrue();
        assertThat(events.published())
                .containsExactly(new StandingChanged(ADA, Standing.DELETED, Ends.EVERYTHING, true, clock.instant()));
    }

    /** What was interrupted after the mark is completed by the repetition. */
    @Test
    void repetitionCompletesWhatACrashInterrupted() {
        revocations.isAway = true;
        assertThatThrownBy(() -> departures.apply(ADA, Standing.DELETED, BEFORE, BEFORE))
                .isInstanceOf(RuntimeException.class);
        assertThat(departures.isBarred(ADA)).isTrue();
        revocations.isAway = false;

        departures.apply(ADA, Standing.DELETED, BEFORE, BEFORE);

        assertThat(revocations.published()).contains(of(Kind.SUBJECT, "user_ada"));
        assertThat(events.published())
                .containsExactly(new StandingChanged(ADA, Standing.DELETED, Ends.EVERYTHING, false, clock.instant()));
    }

    @Test
    void endOfABanLetsThePersonInAndRevokesNothing() {
        departures.apply(ADA, Standing.BANNED, BEFORE, BEFORE);
        int revoked = revocations.published().size();

        departures.apply(ADA, Standing.ACTIVE, BEFORE.plusSeconds(1), BEFORE.plusSeconds(1));

        assertThat(departures.isBarred(ADA)).isFalse();
        assertThat(revocations.published()).hasSize(revoked);
        assertThat(accounts.find(ADA)).isPresent();
    }

    /** Attack: revive a deleted person with an update that arrives late. */
    @Test
    void nothingFollowsFromWhatIsOutdated() {
        departures.apply(ADA, Standing.DELETED, BEFORE, BEFORE);
        int told = events.published().size();

        assertThat(departures.apply(ADA, Standing.ACTIVE, clock.instant(), clock.instant()))
                .isFalse();

        assertThat(departures.isBarred(ADA)).isTrue();
        assertThat(events.published()).hasSize(told);
    }

    /** The ban arrives after its end: what the person has made since must not end by it. */
    @Test
    void lateBanEndsNothing() {
        departures.apply(ADA, Standing.ACTIVE, BEFORE, BEFORE);

        assertThat(departures.apply(ADA, Standing.BANNED, BEFORE.minusSeconds(1), BEFORE.minusSeconds(1)))
                .isFalse();

        assertThat(departures.isBarred(ADA)).isFalse();
        assertThat(revocations.published()).isEmpty();
        assertThat(events.published()).isEmpty();
    }

    /** Attack: guess passwords at Clerk until the victim is locked there. Here, nothing ends by it. */
    @Test
    void lockEndsNothing() {
        departures.apply(ADA, Standing.LOCKED, BEFORE, BEFORE);

        assertThat(revocations.published()).isEmpty();
        assertThat(departures.isBarred(ADA)).isFalse();
    }

    @Test
    void settingsSayWhatEnds() {
        Departures strict = departures(new DepartureProperties(Ends.SIGN_INS, Ends.SIGN_INS, SessionEnds.SIGN_INS));

        strict.apply(ADA, Standing.LOCKED, BEFORE, BEFORE);
        assertThat(strict.isBarred(ADA)).isTrue();
        assertThat(strict.isBarredForGood(ADA)).isFalse();
        strict.sessionEnded(ADA, "sess_1");

        assertThat(revocations.published())
                .containsExactly(
                        of(Kind.SIGN_INS, "user_ada"), of(Kind.SESSION, "sess_1"), of(Kind.SIGN_INS, "user_ada"));
    }

    @Test
    void sessionTakesItsTokensWithIt() {
        departures.sessionEnded(ADA, "sess_1");

        assertThat(revocations.published()).containsExactly(of(Kind.SESSION, "sess_1"));
        assertThat(events.published()).isEqualTo(List.of(new ClerkSessionEnded(ADA, "sess_1", SessionEnds.SESSION)));
    }

    private Revocation of(Kind kind, String id) {
        return new Revocation(new Ancestor(kind, id), clock.instant());
    }

    private Departures departures(DepartureProperties policy) {
        return new Departures(standings, revocations, accounts, policy, events, clock);
    }
}
