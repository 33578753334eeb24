package com.hubify.identity.server.organization;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is stored of a person's memberships. Members keep their names: other versions of this server read them. */
record StoredMemberships(List<Member> members) {

    /** How long one who has left is remembered at least: so long Clerk repeats news that could bring them back. */
    private static final Duration REMEMBERED = Duration.ofDays(3);

    static final StoredMemberships NONE = new StoredMemberships(List.of());

    StoredMemberships {
        members = List.copyOf(members);
    }

    /** @param left whether the person has left, at {@code updatedAt}: kept so that older news don't bring them back */
    record Member(
            String organization, @Nullable String role, List<String> permissions, Instant updatedAt, boolean left) {

        Member {
            Stream.of(organization, permissions, updatedAt).forEach(Objects::requireNonNull);
        }

        static Member of(Membership membership) {
            return new Member(
                    membership.organization().id(),
                    membership.role(),
                    membership.permissions(),
                    membership.updatedAt(),
                    false);
        }

        /** Left because the latest ID token doesn't name it, which has no time that Clerk's news could be compared with. */
        private boolean isUnnamed() {
            return left && updatedAt.equals(Instant.EPOCH);
        }

        private boolean makesWayAt(Instant now) {
            return left && (isUnnamed() || updatedAt.isBefore(now.minus(REMEMBERED)));
        }

        private boolean saysTheSame(Member other) {
            return Objects.equals(role, other.role) && Set.copyOf(permissions).equals(Set.copyOf(other.permissions));
        }
    }

    /** @param after what is to be stored: the very same if nothing has changed */
    record Change(StoredMemberships after, Recorded what) {}

    Optional<Member> find(String organization) {
        return members.stream()
                .filter(member -> member.organization().equals(organization))
                .findFirst();
    }

    List<Member> living() {
        return members.stream().filter(member -> !member.left()).toList();
    }

    Change put(Member news) {
        return put(news, news.updatedAt());
    }

    private Change put(Member news, Instant now) {
        Member known = find(news.organization()).orElse(null);
        if (known == null) {
            return withNew(news, Recorded.NEW, now);
        }
        int order = news.updatedAt().compareTo(known.updatedAt());
        // In doubt they have left: the document of a membership that has ended may bear the time of its last change.
        if (order < 0 || order == 0 && known.left() && !known.isUnnamed()) {
            return new Change(this, Recorded.PASSED_OVER);
        }
        if (known.left()) {
            return new Change(with(news), Recorded.NEW);
        }
        if (order == 0) {
            return new Change(this, Recorded.REPEATED);
        }
        return new Change(with(news), known.saysTheSame(news) ? Recorded.UNCHANGED : Recorded.CHANGED);
    }

    Change remove(String organization, Instant at) {
        Member known = find(organization).orElse(null);
        if (known != null && known.left()) {
            return new Change(this, Recorded.REPEATED);
        }
        if (known != null && known.updatedAt().isAfter(at)) {
            return new Change(this, Recorded.PASSED_OVER);
        }
        Member left = new Member(organization, null, List.of(), at, true);
        return known == null ? withNew(left, Recorded.ENDED, at) : new Change(with(left), Recorded.ENDED);
    }

    /** @param became receives what became of each, by the organization's id */
    StoredMemberships replace(List<Member> all, Instant asOf, Map<String, Recorded> became) {
        Map<String, Member> now = new LinkedHashMap<>();
        all.forEach(member -> now.put(member.organization(), member));
        StoredMemberships after = this;
        for (Member known : living()) {
            if (!now.containsKey(known.organization()) && known.updatedAt().isBefore(asOf)) {
                became.put(known.organization(), Recorded.ENDED);
                after = after.with(new Member(known.organization(), null, List.of(), asOf, true));
            }
        }
        for (Member member : now.values()) {
            Change change = after.put(member, asOf);
            became.put(member.organization(), change.what());
            after = change.after();
        }
        return after;
    }

    /**
     * Attack: make organizations without end. One too many is passed over; of those who left the oldest makes way. Attack: join and
     * leave a hundred others, so that it is forgotten that one was removed, and have old news delivered again. So none that is new.
     */
    private Change withNew(Member news, Recorded what, Instant now) {
        if (members.size() < Memberships.MOST) {
            return new Change(with(news), what);
        }
        return members.stream()
                .filter(member -> member.makesWayAt(now))
                .min(Comparator.comparing(Member::updatedAt))
                .map(oldest -> new Change(without(oldest.organization()).with(news), what))
                .orElseGet(() -> new Change(this, what == Recorded.ENDED ? what : Recorded.PASSED_OVER));
    }

    private StoredMemberships with(Member news) {
        List<Member> after = new ArrayList<>(without(news.organization()).members());
        after.add(news);
        return new StoredMemberships(after);
    }

    private StoredMemberships without(String organization) {
        return new StoredMemberships(members.stream()
                .filter(member -> !member.organization().equals(organization))
                .collect(Collectors.toList()));
    }
}
