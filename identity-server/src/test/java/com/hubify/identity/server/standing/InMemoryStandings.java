package com.hubify.identity.server.standing;

import com.hubify.identity.server.account.AccountId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Keeps standings as long as the test runs. */
public final class InMemoryStandings implements Standings {

    private record Known(Standing standing, Instant at) {}

    private final Map<AccountId, Known> known = new HashMap<>();

    @Override
    public synchronized Standing of(AccountId person) {
        return known.getOrDefault(person, new Known(Standing.ACTIVE, Instant.EPOCH))
                .standing();
    }

    @Override
    public synchronized Recorded record(AccountId person, Standing standing, Instant at) {
        Known before = known.getOrDefault(person, new Known(Standing.ACTIVE, Instant.EPOCH));
        if (standing != Standing.DELETED
                && (before.standing() == Standing.DELETED || before.at().isAfter(at))) {
            return Recorded.OUTDATED;
        }
        known.put(person, new Known(standing, at));
        return before.standing() == standing ? Recorded.UNCHANGED : Recorded.CHANGED;
    }
}
