package com.hubify.identity.server.reconciliation;

import com.hubify.identity.server.account.AccountId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A list in memory. */
class TestListings implements Listings {

    final Map<AccountId, Long> sums = new HashMap<>();
    private @Nullable Progress progress;

    @Override
    public Progress progress() {
        return progress == null ? new Progress(State.PARTIAL, 0) : progress;
    }

    @Override
    public void note(Progress before, Progress after, List<Listed> part) {
        progress = after;
        part.forEach(each -> sums.merge(each.person(), each.digest(), Long::sum));
    }

    @Override
    public Map<AccountId, Long> sums(List<AccountId> people) {
        return sums;
    }

    @Override
    public void forget() {
        sums.clear();
        progress = null;
    }
}
