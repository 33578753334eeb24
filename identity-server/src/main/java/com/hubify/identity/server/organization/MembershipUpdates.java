package com.hubify.identity.server.organization;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.account.Accounts;
import com.hubify.identity.server.clerk.ClerkMembership;
import com.hubify.identity.server.clerk.ClerkTime;
import com.hubify.identity.server.revocation.Revocations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Records what Clerk says of memberships, and ends what has become wrong by it: everything by which a person acts for an
 * organization that they have left, and all tokens that name a role they no longer have. Every method may be repeated.
 */
@Component
public class MembershipUpdates {

    /** How far Clerk's clock may be behind ours, so that a membership of a moment ago is not taken for one that has ended. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final Memberships memberships;
    private final Accounts accounts;
    private final Revocations revocations;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    public MembershipUpdates(
            Memberships memberships,
            Accounts accounts,
            Revocations revocations,
            ApplicationEventPublisher events,
            Clock clock) {
        this.memberships = memberships;
        this.accounts = accounts;
        this.revocations = revocations;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A membership began or has changed. Of people who have never signed in here nothing is stored, but Clerk's session
     * tokens of theirs that name the old role end at services.
     */
    void changed(ClerkMembership news, Instant heardAt) {
        AccountId account = new AccountId(news.userId());
        if (accounts.find(account).isEmpty()) {
            revokeBriefly(news.organizationId(), account);
            return;
        }
        Membership membership = membership(news, heardAt);
        Recorded what = memberships.put(account, membership);
        // One that was recorded before: whoever did may have been killed before they told the services.
        if (what == Recorded.CHANGED || what == Recorded.REPEATED) {
            tellOfChange(account, membership);
        }
    }

    /** A membership has ended. */
    void ended(ClerkMembership last, Instant at) {
        AccountId account = new AccountId(last.userId());
        // Clerk's document of a membership that has ended may bear the time of its last change, which is before.
        Instant updatedAt = ClerkTime.of(last.updatedAt(), at);
        Instant latest = updatedAt.isBefore(at) ? at : updatedAt;
        if (accounts.find(account).isEmpty()) {
            revokeBriefly(last.organizationId(), account);
        } else if (memberships.remove(account, last.organizationId(), latest) != Recorded.PASSED_OVER) {
            tellOfEnd(account, last.organizationId());
        }
    }

    /**
     * All memberships of a person, as Clerk's Backend API has just listed them: what is not among them has ended.
     *
     * @param askedAt before the list was asked for
     */
    public void replace(AccountId account, List<ClerkMembership> all, Instant askedAt) {
        List<Membership> now =
                all.stream().map(each -> membership(each, askedAt)).toList();
        memberships.replace(account, now, askedAt.minus(SKEW)).forEach((organization, what) -> {
            if (what == Recorded.ENDED) {
                tellOfEnd(account, organization);
            } else if (what == Recorded.CHANGED) {
                now.stream()
                        .filter(each -> each.organization().id().equals(organization))
                        .forEach(each -> tellOfChange(account, each));
            }
        });
    }

    /**
     * The one membership that the ID token of a sign-in names, where Clerk can't be asked for all: those that are known from earlier
     * ID tokens alone have ended. Threat: without events, either, a person who was removed at Clerk stays a member for ever.
     *
     * @param organization null if it names none
     */
    public void named(AccountId account, @Nullable String organization) {
        memberships.of(account).stream()
                .filter(known -> known.updatedAt().equals(Instant.EPOCH))
                .map(known -> known.organization().id())
                .filter(id -> !id.equals(organization))
                .forEach(id -> {
                    // First: nothing tells of it once it is removed.
                    revoke(id, account);
                    if (memberships.remove(account, id, Instant.EPOCH) == Recorded.ENDED) {
                        events.publishEvent(new MembershipEnded(account.value(), id));
                    }
                });
        if (organization != null) {
            // The signed token says that they are a member, and not in which role. What is known from events is newer.
            memberships.put(
                    account,
                    new Membership(new Organization(organization, null, null), null, List.of(), Instant.EPOCH));
        }
    }

    private void tellOfChange(AccountId account, Membership membership) {
        revoke(membership.organization().id(), account);
        events.publishEvent(
                new MembershipChanged(account.value(), membership.organization().id(), membership.roleName()));
    }

    private void tellOfEnd(AccountId account, String organization) {
        revoke(organization, account);
        events.publishEvent(new MembershipEnded(account.value(), organization));
    }

    private void revoke(String organization, AccountId account) {
        revocations.publish(revocation(organization, account));
    }

    /** Of people who have nothing here. Attack: they join and leave organizations at Clerk without end. */
    private void revokeBriefly(String organization, AccountId account) {
        revocations.publishBriefly(revocation(organization, account));
    }

    private Revocation revocation(String organization, AccountId account) {
        return new Revocation(Ancestor.membership(organization, account.value()), clock.instant());
    }

    static Membership membership(ClerkMembership news, Instant heardAt) {
        return new Membership(
                new Organization(news.organizationId(), news.name(), news.slug()),
                news.role(),
                news.permissions(),
                ClerkTime.of(news.updatedAt(), heardAt));
    }
}
