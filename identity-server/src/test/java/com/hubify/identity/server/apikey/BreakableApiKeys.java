package com.hubify.identity.server.apikey;

import com.hubify.identity.server.account.AccountId;
import java.time.Clock;
import java.util.List;
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
    public synchronized List<ApiKey> ownedBy(AccountId owner) {
        if (away) {
            throw new QueryTimeoutException("redis://secret-host:6379 does not answer");
        }
        return super.ownedBy(owner);
    }
}
