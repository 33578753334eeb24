package com.hubify.identity.server.standing;

import com.hubify.identity.server.account.AccountId;

/** A session at Clerk was ended, and what descends from it is revoked. */
public record ClerkSessionEnded(AccountId person, String session, SessionEnds ends) {}
