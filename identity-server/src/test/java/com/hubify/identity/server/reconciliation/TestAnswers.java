package com.hubify.identity.server.reconciliation;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.clerk.ClerkMembership;
import com.hubify.identity.server.clerk.ClerkUser;
import com.hubify.identity.server.organization.MembershipDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Notes what is applied. */
class TestAnswers implements Answers {

    final Set<String> active = ConcurrentHashMap.newKeySet();
    final Set<String> banned = ConcurrentHashMap.newKeySet();
    final Set<String> deleted = ConcurrentHashMap.newKeySet();
    final Set<String> ofAnotherInstance = ConcurrentHashMap.newKeySet();

    /** Of whom Clerk was asked for the organizations. */
    final Set<String> asked = ConcurrentHashMap.newKeySet();

    private final Map<AccountId, Long> known = new ConcurrentHashMap<>();

    @Override
    public boolean canTell(AccountId person) {
        return !ofAnotherInstance.contains(person.value());
    }

    @Override
    public boolean hasDeparted(AccountId person, boolean isMissing) {
        return deleted.contains(person.value()) || !isMissing && banned.contains(person.value());
    }

    @Override
    public void apply(ClerkUser user, Instant askedAt) {
        (Boolean.TRUE.equals(user.banned()) ? banned : active).add(user.id());
    }

    @Override
    public void apply(AccountId person, List<ClerkMembership> all, Instant askedAt) {
        asked.add(person.value());
        known.put(person, all.stream().mapToLong(MembershipDigest::of).sum());
    }

    @Override
    public long membershipsOf(AccountId person) {
        return known.getOrDefault(person, 0L);
    }

    @Override
    public void applySecond(Optional<ClerkUser> answer, AccountId person, Instant askedAt) {
        answer.ifPresentOrElse(user -> apply(user, askedAt), () -> deleted.add(person.value()));
    }
}
