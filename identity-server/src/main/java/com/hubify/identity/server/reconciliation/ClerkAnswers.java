package com.hubify.identity.server.reconciliation;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.account.Accounts;
import com.hubify.identity.server.clerk.ClerkMembership;
import com.hubify.identity.server.clerk.ClerkText;
import com.hubify.identity.server.clerk.ClerkTime;
import com.hubify.identity.server.clerk.ClerkUser;
import com.hubify.identity.server.clerk.event.ClerkPeople;
import com.hubify.identity.server.organization.MembershipDigest;
import com.hubify.identity.server.organization.MembershipUpdates;
import com.hubify.identity.server.organization.Memberships;
import com.hubify.identity.server.standing.Standing;
import com.hubify.identity.server.standing.Standings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Applies answers to what people have here. */
final class ClerkAnswers implements Answers {

    private final Accounts accounts;
    private final Standings standings;
    private final ClerkPeople people;
    private final MembershipUpdates updates;
    private final Memberships memberships;
    private final String issuer;

    /** @param issuer of the Clerk instance; the people of another one are not asked about */
    ClerkAnswers(
            Accounts accounts,
            Standings standings,
            ClerkPeople people,
            MembershipUpdates updates,
            Memberships memberships,
            String issuer) {
        this.accounts = accounts;
        this.standings = standings;
        this.people = people;
        this.updates = updates;
        this.memberships = memberships;
        this.issuer = issuer;
    }

    @Override
    public boolean canTell(AccountId person) {
        return ClerkText.isUserId(person.value())
                && accounts.find(person)
                        .filter(account -> account.issuer().equals(issuer))
                        .isPresent();
    }

    @Override
    public boolean hasDeparted(AccountId person, boolean isMissing) {
        Standing standing = standings.of(person);
        return standing == Standing.DELETED || standing == Standing.BANNED && !isMissing;
    }

    @Override
    public void apply(ClerkUser user, Instant askedAt) {
        people.apply(user, ClerkTime.of(user.updatedAt(), askedAt), askedAt);
    }

    @Override
    public void apply(AccountId person, List<ClerkMembership> all, Instant askedAt) {
        updates.replace(person, all, askedAt);
    }

    @Override
    public long membershipsOf(AccountId person) {
        return memberships.of(person).stream().mapToLong(MembershipDigest::of).sum();
    }

    @Override
    public void applySecond(Optional<ClerkUser> answer, AccountId person, Instant askedAt) {
        answer.ifPresentOrElse(user -> apply(user, askedAt), () -> people.deleted(person.value(), askedAt));
    }
}
