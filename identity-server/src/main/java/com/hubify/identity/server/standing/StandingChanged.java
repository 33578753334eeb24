package com.hubify.identity.server.standing;

import com.hubify.identity.server.account.AccountId;
import java.time.Instant;

/**
 * A person stands differently at Clerk. What ends by it was revoked before this is published. It may be published twice, and
 * listeners that fail are called again with the next attempt.
 *
 * @param ends what of the person has ended
 * @param isNew false if it is repeated, since it may have been interrupted the first time
 * @param at when the revocation was published
 */
public record StandingChanged(AccountId person, Standing standing, Ends ends, boolean isNew, Instant at) {}
