package com.hubify.identity.server.standing;

import com.hubify.identity.server.account.AccountId;
import java.time.Instant;

/** How people stand at Clerk, as far as Clerk has said. Every method is atomic, and visible to every node when it returns. */
public interface Standings {

    /** What became of a record. */
    enum Recorded {
        /** The person stands differently now. */
        CHANGED,
        /** The person stood so already. */
        UNCHANGED,
        /** A later standing is known, or the person was deleted. Nothing was changed. */
        OUTDATED
    }

    /** {@link Standing#ACTIVE} of a person that Clerk has said nothing of. */
    Standing of(AccountId person);

    /**
     * Records a standing. Clerk's events arrive in any order: a later standing is not replaced by an earlier one, and {@link
     * Standing#DELETED} by none.
     *
     * @param at when the person began to stand so, by Clerk's clock
     * @param saidAt when Clerk said it, which decides between equal times; of one moment the severer standing counts
     */
    Recorded record(AccountId person, Standing standing, Instant at, Instant saidAt);
}
