package com.hubify.identity.server.reconciliation;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.standing.Departures;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** Whether a person who was given something before may go on with it. */
@Service
public class PersonStanding {

    private final Departures departures;
    private final ObjectProvider<StandingLookup> lookup;

    PersonStanding(Departures departures, ObjectProvider<StandingLookup> lookup) {
        this.departures = departures;
        this.lookup = lookup;
    }

    /**
     * Whether the person may be issued nothing, by what Clerk said last; it is asked for at most a second, at most once an hour.
     *
     * @throws StandingUnknown if Clerk has not answered for days, or says of too many people that they don't exist
     */
    public boolean isBarred(AccountId person) {
        if (departures.isBarred(person)) {
            return true;
        }
        StandingLookup asking = lookup.getIfAvailable();
        if (asking == null) {
            return false;
        }
        asking.refresh(person);
        return departures.isBarred(person);
    }

    /** The same without asking, to be called once something is issued. */
    public boolean isBarredByNow(AccountId person) {
        return departures.isBarred(person);
    }
}
