package com.hubify.identity.server.reconciliation;

import com.hubify.identity.server.account.AccountId;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A run in memory. */
class TestRuns implements Runs {

    final Set<AccountId> accounts = new LinkedHashSet<>();
    final Set<AccountId> people = new LinkedHashSet<>();
    final Set<AccountId> departed = new LinkedHashSet<>();
    boolean isLeasedElsewhere;
    private long count;
    private long skipped;
    private @Nullable Run run;

    @Override
    public boolean lease() {
        return !isLeasedElsewhere;
    }

    @Override
    public Optional<Run> latest() {
        return Optional.ofNullable(run);
    }

    @Override
    public void begin(Instant now) {
        run = new Run(now, Phase.COLLECTING, 0);
        people.clear();
        departed.clear();
        count = 0;
        skipped = 0;
    }

    @Override
    public long collect() {
        people.addAll(accounts);
        return people.size();
    }

    @Override
    public void enter(Phase phase, long known) {
        run = new Run(latest().orElseThrow().begun(), phase, known);
    }

    @Override
    public List<AccountId> next(int most) {
        return people.stream().limit(most).toList();
    }

    @Override
    public void done(Collection<AccountId> asked) {
        people.removeAll(asked);
    }

    @Override
    public long departed(AccountId person) {
        people.remove(person);
        if (departed.add(person)) {
            count++;
        }
        return count;
    }

    @Override
    public List<AccountId> nextDeparted(int most) {
        return departed.stream().limit(most).toList();
    }

    @Override
    public long departed() {
        return count;
    }

    @Override
    public void ended(AccountId person) {
        departed.remove(person);
    }

    @Override
    public long skip(AccountId person) {
        people.remove(person);
        departed.remove(person);
        return ++skipped;
    }

    @Override
    public long skipped() {
        return skipped;
    }
}
