package com.hubify.identity.server.apikey;

import com.hubify.identity.server.account.AccountId;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;

/** Keys in a store that can go away. */
public final class BreakableApiKeys extends InMemoryApiKeys {

    private volatile boolean away;

    public BreakableApiKeys(Clock clock) {
        super(clock);
    }

    public void goAway() {
        away = true;
    }

    @Override
    public synchronized void clear() {
        super.clear();
        away = false;
    }

    @Override
    public synchronized Page page(AccountId owner, @Nullable Place after, int skip, int limit) {
        if (away) {
            throw new QueryTimeoutException("redis://secret-host:6379 does not answer");
        }
        return super.page(owner, after, skip, limit);
    }
}
