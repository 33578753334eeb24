package com.hubify.identity.server.organization.acting;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.clerk.ClerkBackend;
import com.hubify.identity.server.clerk.ClerkUnavailable;
import com.hubify.identity.server.organization.MembershipUpdates;
import com.hubify.identity.server.organization.Memberships;
import com.hubify.identity.server.organization.Organization;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Learns at a sign-in in which organizations the person is, before they are asked for whom they act. Clerk has about three
 * seconds; if it doesn't answer, what is stored counts.
 */
@Component
public class MembershipsAtSignIn {

    private static final Logger log = LoggerFactory.getLogger(MembershipsAtSignIn.class);

    private final ObjectProvider<ClerkBackend> clerk;
    private final MembershipUpdates updates;
    private final Memberships memberships;
    private final Choices choices;
    private final Clock clock;

    MembershipsAtSignIn(
            ObjectProvider<ClerkBackend> clerk,
            MembershipUpdates updates,
            Memberships memberships,
            Choices choices,
            Clock clock) {
        this.clerk = clerk;
        this.updates = updates;
        this.memberships = memberships;
        this.choices = choices;
        this.clock = clock;
    }

    /**
     * Reads the person's organizations from Clerk.
     *
     * @param organization {@code org_id} of Clerk's ID token: the person chose it there, with the scope {@code user:org:read}. It
     *     becomes the active one of a person who has chosen none here
     */
    public void signedIn(AccountId account, @Nullable String organization) {
        ClerkBackend backend = clerk.getIfAvailable();
        String named = organization != null && Organization.isId(organization) ? organization : null;
        if (backend != null) {
            read(backend, account);
        } else {
            updates.named(account, named);
        }
        if (named != null && memberships.find(account, named).isPresent()) {
            choices.suggest(account, named);
        }
    }

    private void read(ClerkBackend backend, AccountId account) {
        Instant askedAt = clock.instant();
        try {
            updates.replace(account, backend.memberships(account.value()), askedAt);
        } catch (ClerkUnavailable e) {
            log.debug("The organizations of a person could not be read at their sign-in: {}", e.getMessage());
        }
    }
}
