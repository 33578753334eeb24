package com.hubify.identity.server.clerk.event;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.account.Accounts;
import com.hubify.identity.server.account.UpstreamIdentity;
import com.hubify.identity.server.clerk.ClerkUser;
import com.hubify.identity.server.standing.Departures;
import com.hubify.identity.server.standing.Standing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Applies what Clerk says of a person: their standing, and their profile if they have an account. */
public final class ClerkPeople {

    private final Departures departures;
    private final Accounts accounts;
    private final String issuer;

    /** @param issuer of the Clerk instance */
    ClerkPeople(Departures departures, Accounts accounts, String issuer) {
        this.departures = departures;
        this.accounts = accounts;
        this.issuer = issuer;
    }

    /**
     * Applies a document; what is outdated changes nothing.
     *
     * @param at when it was so, by Clerk's clock
     * @param saidAt when Clerk said it, which decides between documents of one time
     */
    public void apply(ClerkUser user, Instant at, Instant saidAt) {
        Standing standing = standing(user);
        if (standing == null || departures.apply(new AccountId(user.id()), standing, at, saidAt)) {
            accounts.refresh(
                    new UpstreamIdentity(
                            issuer,
                            user.id(),
                            user.name(),
                            user.username(),
                            user.email(),
                            user.givenName(),
                            user.familyName(),
                            user.picture()),
                    at);
        }
    }

    /** @param at when the person was deleted */
    public void deleted(String userId, Instant at) {
        departures.apply(new AccountId(userId), Standing.DELETED, at, at);
    }

    /** Null if the document doesn't say it: then it lets nobody in. */
    private static @Nullable Standing standing(ClerkUser user) {
        if (Boolean.TRUE.equals(user.banned())) {
            return Standing.BANNED;
        }
        if (user.banned() == null || user.locked() == null) {
            return null;
        }
        return user.locked() ? Standing.LOCKED : Standing.ACTIVE;
    }
}
