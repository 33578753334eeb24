package com.hubify.identity.server.standing;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.account.Accounts;
import com.hubify.identity.server.account.InMemoryAccounts;
import com.hubify.identity.server.apikey.Events;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.identity.server.revocation.Revocations;
import com.hubify.testing.TestClock;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;

/** Departures by the default settings, in memory, for tests of what asks them. */
public final class TestDepartures {

    private final InMemoryStandings standings = new InMemoryStandings();
    private final Departures departures;

    public TestDepartures() {
        this(new InMemoryRevocations(), new InMemoryAccounts(), TestClock.standing());
    }

    public TestDepartures(Revocations revocations, Accounts accounts, Clock clock) {
        this(revocations, accounts, new Events(), clock);
    }

    public TestDepartures(Revocations revocations, Accounts accounts, ApplicationEventPublisher events, Clock clock) {
        this.departures = new Departures(
                standings,
                revocations,
                accounts,
                new DepartureProperties(Ends.EVERYTHING, Ends.NOTHING, SessionEnds.SESSION),
                events,
                clock);
    }

    public Departures departures() {
        return departures;
    }

    /** Records a standing, and nothing that follows from it: as at the moment in between. */
    public void mark(String person, Standing standing) {
        standings.record(new AccountId(person), standing, TestClock.START, TestClock.START);
    }
}
