package com.hubify.identity.server.reconciliation;

import com.hubify.identity.server.clerk.ClerkBackend;
import com.hubify.identity.server.clerk.ClerkMembership;
import com.hubify.identity.server.clerk.ClerkNotUnderstood;
import com.hubify.identity.server.clerk.ClerkSession;
import com.hubify.identity.server.clerk.ClerkUnavailable;
import com.hubify.identity.server.clerk.ClerkUser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Clerk in memory. */
class TestBackend implements ClerkBackend {

    final Map<String, ClerkUser> users = new LinkedHashMap<>();
    final List<String> calls = new ArrayList<>();
    String instance = "ins_ours";
    final Set<String> unreadable = new HashSet<>();
    final List<ClerkMembership> memberships = new ArrayList<>();
    boolean hasOrganizations = true;
    boolean isDown;
    boolean isSpared;
    int callsPerSecond = 40;

    void add(String id) {
        users.put(id, user(id, false));
    }

    void ban(String id) {
        users.put(id, user(id, true));
    }

    void join(String id, String organization, String role) {
        memberships.add(new ClerkMembership(id, organization, null, null, role, List.of(), null));
    }

    private static ClerkUser user(String id, boolean banned) {
        return new ClerkUser(id, null, null, null, null, null, null, banned, false, null);
    }

    @Override
    public Optional<ClerkUser> user(String userId) {
        call("user " + userId);
        requireReadable(Set.of(userId));
        return Optional.ofNullable(users.get(userId));
    }

    @Override
    public List<ClerkUser> users(Collection<String> userIds) {
        call("users " + userIds.size());
        requireReadable(userIds);
        return userIds.stream()
                .flatMap(id -> Optional.ofNullable(users.get(id)).stream())
                .toList();
    }

    @Override
    public List<ClerkUser> usersWithEmail(String email) {
        throw new AssertionError();
    }

    @Override
    public List<ClerkMembership> memberships(String userId) {
        call("memberships " + userId);
        requireReadable(Set.of("memberships " + userId));
        return memberships.stream().filter(each -> each.userId().equals(userId)).toList();
    }

    @Override
    public Optional<MembershipPart> allMemberships(long offset) {
        call("all memberships " + offset);
        List<ClerkMembership> part =
                memberships.stream().skip(offset).limit(MEMBERSHIPS_AT_ONCE).toList();
        List<ClerkMembership> understood = part.stream()
                .filter(each -> !unreadable.contains("memberships " + each.userId()))
                .toList();
        return hasOrganizations ? Optional.of(new MembershipPart(understood, part.size())) : Optional.empty();
    }

    @Override
    public List<ClerkSession> sessions(String userId) {
        throw new UnsupportedOperationException("nobody asks for sessions");
    }

    @Override
    public boolean revokeSession(String sessionId) {
        throw new UnsupportedOperationException("nobody ends sessions");
    }

    @Override
    public Set<String> keyIds() {
        call("keys");
        return Set.of(instance);
    }

    @Override
    public int callsPerSecond() {
        return callsPerSecond;
    }

    private void requireReadable(Collection<String> documents) {
        if (!Collections.disjoint(documents, unreadable)) {
            throw new ClerkNotUnderstood(new IllegalArgumentException("role is missing or malformed"));
        }
    }

    private synchronized void call(String what) {
        calls.add(what);
        if (isSpared) {
            throw ClerkUnavailable.notAsked("our share is used up", Duration.ZERO);
        }
        if (isDown) {
            throw new ClerkUnavailable("down", null);
        }
    }
}
