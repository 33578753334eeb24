package com.hubify.identity.server.reconciliation;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.clerk.ClerkBackend;
import com.hubify.identity.server.clerk.ClerkBackend.MembershipPart;
import com.hubify.identity.server.clerk.ClerkMembership;
import com.hubify.identity.server.organization.MembershipDigest;
import com.hubify.identity.server.reconciliation.Listings.Listed;
import com.hubify.identity.server.reconciliation.Listings.Progress;
import com.hubify.identity.server.reconciliation.Listings.State;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the people whose memberships Clerk lists otherwise than they are known here, so that it need not be asked about each:
 * 100,000 people take some hundred calls, and not 100,000. The list only tells whom to ask about. Threat: it comes in parts, and
 * one who leaves meanwhile has another's membership left out of it; nobody loses anything by that.
 */
final class MembershipComparison {

    /** Parts of the list in a step: each is some hundred kilobytes. */
    private static final int PARTS = 10;

    /** Attack: make organizations without end. Whoever has one past these is asked about one by one. */
    private static final long MOST = 1_000_000;

    private final ClerkBackend backend;
    private final Listings listings;
    private final Answers answers;

    MembershipComparison(ClerkBackend backend, Listings listings, Answers answers) {
        this.backend = backend;
        this.listings = listings;
        this.answers = answers;
    }

    boolean isListed() {
        return listings.progress().state() != State.PARTIAL;
    }

    /** Makes some calls to list more. */
    void list() {
        Progress progress = listings.progress();
        for (int calls = 0; calls < Math.min(PARTS, backend.callsPerSecond()); calls++) {
            if (progress.state() != State.PARTIAL) {
                return;
            }
            progress = listNext(progress);
        }
    }

    private Progress listNext(Progress before) {
        Optional<MembershipPart> part = backend.allMemberships(before.noted());
        Progress after = part.map(some -> reached(before, some.length())).orElse(new Progress(State.NONE, 0));
        listings.note(
                before,
                after,
                part.stream()
                        .flatMap(some -> some.understood().stream())
                        .flatMap(MembershipComparison::listed)
                        .toList());
        return after;
    }

    private static Progress reached(Progress before, int length) {
        long noted = before.noted() + length;
        boolean isEnd = length < ClerkBackend.MEMBERSHIPS_AT_ONCE || noted >= MOST;
        return new Progress(isEnd ? State.WHOLE : State.PARTIAL, noted);
    }

    private static Stream<Listed> listed(ClerkMembership membership) {
        return AccountId.parse(membership.userId())
                .map(person -> new Listed(person, MembershipDigest.of(membership)))
                .stream();
    }

    /** Those of these people whom Clerk has to be asked about. */
    Set<AccountId> differing(List<AccountId> people) {
        if (people.isEmpty() || listings.progress().state() == State.NONE) {
            return Set.of();
        }
        Map<AccountId, Long> sums = listings.sums(people);
        Set<AccountId> differing = new HashSet<>(people);
        differing.removeIf(person -> sums.getOrDefault(person, 0L) == answers.membershipsOf(person));
        return differing;
    }

    void forget() {
        listings.forget();
    }
}
