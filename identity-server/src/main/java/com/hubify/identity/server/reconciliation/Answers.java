package com.hubify.identity.server.reconciliation;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.clerk.ClerkMembership;
import com.hubify.identity.server.clerk.ClerkUser;
import com.hubify.identity.server.organization.MembershipDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What becomes of Clerk's answers about people, as of its events. Every method may be repeated. */
interface Answers {

    /** Whether Clerk's answer would mean this person. Threat: accounts of an earlier instance, which this one doesn't know. */
    boolean canTell(AccountId person);

    /** Whether what follows from such an answer was applied before. */
    boolean hasDeparted(AccountId person, boolean isMissing);

    /** Applies standing and profile. */
    void apply(ClerkUser user, Instant askedAt);

    /** Applies in which organizations the person is. */
    void apply(AccountId person, List<ClerkMembership> all, Instant askedAt);

    /** The sum of {@link MembershipDigest} of the memberships that are known here. */
    long membershipsOf(AccountId person);

    /**
     * Applies a second answer, about somebody who was missing or banned in the first.
     *
     * @param answer empty if the person is missing again
     */
    void applySecond(Optional<ClerkUser> answer, AccountId person, Instant askedAt);
}
