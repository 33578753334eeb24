package com.hubify.identity.server.organization;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.organization.StoredMemberships.Member;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps memberships as long as the test runs. */
public final class InMemoryMemberships implements Memberships {

    private final Map<AccountId, StoredMemberships> stored = new HashMap<>();
    private final Map<String, Membership> named = new HashMap<>();
    private final Set<String> ended = new HashSet<>();

    @Override
    public synchronized List<Membership> of(AccountId account) {
        return known(account).living().stream()
                .flatMap(member -> membership(member).stream())
                .sorted(Comparator.comparing(it -> it.organization().title(), String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    @Override
    public synchronized Optional<Membership> find(AccountId account, String organization) {
        return known(account)
                .find(organization)
                .filter(member -> !member.left())
                .flatMap(this::membership);
    }

    @Override
    public synchronized Recorded put(AccountId account, Membership membership) {
        learn(membership.organization(), membership.updatedAt());
        return apply(account, known(account).put(Member.of(membership)));
    }

    @Override
    public synchronized Recorded remove(AccountId account, String organization, Instant at) {
        return apply(account, known(account).remove(organization, at));
    }

    @Override
    public synchronized Map<String, Recorded> replace(AccountId account, List<Membership> all, Instant asOf) {
        Map<String, Recorded> became = new HashMap<>();
        all.forEach(membership -> learn(membership.organization(), membership.updatedAt()));
        stored.put(account, known(account).replace(all.stream().map(Member::of).toList(), asOf, became));
        return became;
    }

    @Override
    public synchronized void name(Organization organization, Instant updatedAt) {
        if (named.containsKey(organization.id())) {
            learn(organization, updatedAt);
        }
    }

    private void learn(Organization organization, Instant updatedAt) {
        Membership before = named.get(organization.id());
        if (before == null || !before.updatedAt().isAfter(updatedAt)) {
            named.put(organization.id(), new Membership(organization, null, List.of(), updatedAt));
        }
    }

    @Override
    public synchronized Optional<Organization> organization(String id) {
        return Optional.ofNullable(named.get(id)).map(Membership::organization).filter(it -> !ended.contains(id));
    }

    @Override
    public synchronized boolean end(String organization) {
        boolean isKnown = named.containsKey(organization);
        if (isKnown) {
            ended.add(organization);
        }
        return isKnown;
    }

    @Override
    public synchronized void forget(AccountId account) {
        stored.remove(account);
    }

    private Recorded apply(AccountId account, StoredMemberships.Change change) {
        stored.put(account, change.after());
        return change.what();
    }

    private StoredMemberships known(AccountId account) {
        return stored.getOrDefault(account, StoredMemberships.NONE);
    }

    private Optional<Membership> membership(Member member) {
        return Optional.ofNullable(named.get(member.organization()))
                .filter(it -> !ended.contains(member.organization()))
                .map(it -> new Membership(it.organization(), member.role(), member.permissions(), member.updatedAt()));
    }
}
