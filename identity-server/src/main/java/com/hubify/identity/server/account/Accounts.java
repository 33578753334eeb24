package com.hubify.identity.server.account;

import java.time.Instant;
import java.util.Optional;

/** Where accounts are kept. Every method is atomic. */
public interface Accounts {

    /**
     * Creates the account at the first sign-in, and updates the provider's claims at later ones.
     *
     * @throws AccountOfAnotherIssuer if the subject is known from another provider: two providers may use the same
     *     identifier for two people
     */
    Account signIn(UpstreamIdentity identity, Instant now);

    Optional<Account> find(AccountId id);

    /** Removes all that is known of the person. */
    void erase(AccountId id);
}
