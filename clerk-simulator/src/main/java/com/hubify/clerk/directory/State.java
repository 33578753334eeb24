package com.hubify.clerk.directory;

import com.hubify.clerk.organization.Membership;
import com.hubify.clerk.organization.Organization;
import com.hubify.clerk.session.Session;
import com.hubify.clerk.user.User;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * All that can change, and the one lock of those who change it. A change of several steps (a ban, a deletion) is not mixed
 * with another, such as a sign-in of the same person; readers need no lock and may see its steps, as at Clerk.
 */
@Component
class State {

    /** Enough to page through; each is small. Sign-ins can't be refused for want of room, so old sessions go. */
    private static final int LIMIT = 10_000;

    final Records<User> users = new Records<>(LIMIT);
    final Records<Organization> organizations = new Records<>(LIMIT);
    final Records<Membership> memberships = new Records<>(LIMIT);
    final Records<Session> sessions = new Records<>(LIMIT);

    synchronized <T> T change(Supplier<T> steps) {
        return steps.get();
    }
}
