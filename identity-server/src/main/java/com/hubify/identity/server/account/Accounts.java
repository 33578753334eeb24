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

    /**
     * Takes over what the provider says of a person between sign-ins. Does nothing if the person has never signed in, belongs to
     * another provider, or something later is known.
     *
     * @param at when it was so, by the provider's clock
     */
    void refresh(UpstreamIdentity identity, Instant at);

    /** Removes all that is known of the person. */
    void erase(AccountId id);
}
