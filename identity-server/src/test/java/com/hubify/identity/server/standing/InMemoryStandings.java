package com.hubify.identity.server.standing;

import com.hubify.identity.server.account.AccountId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** Keeps standings as long as the test runs. */
public final class InMemoryStandings implements Standings {

    private record Known(Standing standing, Instant at, Instant saidAt) {}

    private static final Known NONE = new Known(Standing.ACTIVE, Instant.EPOCH, Instant.EPOCH);
    private static final Comparator<Known> ORDER =
            Comparator.comparing(Known::at).thenComparing(Known::saidAt).thenComparing(Known::standing);

    private final Map<AccountId, Known> known = new HashMap<>();

    @Override
    public synchronized Standing of(AccountId person) {
        return known.getOrDefault(person, NONE).standing();
    }

    @Override
    public synchronized Recorded record(AccountId person, Standing standing, Instant at, Instant saidAt) {
        Known news = new Known(standing, at, saidAt);
        Known before = known.getOrDefault(person, NONE);
        if (standing != Standing.DELETED
                && (before.standing() == Standing.DELETED || ORDER.compare(before, news) > 0)) {
            return Recorded.OUTDATED;
        }
        known.put(person, news);
        return before.standing() == standing ? Recorded.UNCHANGED : Recorded.CHANGED;
    }
}
