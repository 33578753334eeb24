package com.hubify.identity.server.reconciliation;

import com.hubify.identity.server.account.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When Clerk was asked about whom, by whichever node. Every method is atomic. */
interface Lookups {

    /** Takes the question about a person. False if it was asked within that time, or is to be. */
    boolean take(AccountId person, Duration within);

    /** The question was not answered; it is to be asked again after that time. */
    void askAgain(AccountId person, Duration after);

    /** Clerk has answered, about anybody. */
    void answered();

    /** Clerk has not answered. Returns since when it hasn't. To be repeated within two hours while it doesn't. */
    Instant unanswered(Instant now);

    /** Since when Clerk has not answered; empty if it did, or was not asked for two hours. */
    Optional<Instant> unansweredSince();

    /** Counts one who was found missing. False if there are more than that in this hour. */
    boolean mayEnd(Instant now, long most);
}
