package com.hubify.identity.server.account;

/** A subject signed in through a provider other than the one its account belongs to. */
public final class AccountOfAnotherIssuer extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AccountOfAnotherIssuer(AccountId id) {
        super("account " + id + " belongs to another issuer");
    }
}
