package com.hubify.identity.server.clerk;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Clerk's Backend API, as far as it is used. Without {@code hubify.identity.clerk.secret-key} there is no such bean.
 *
 * <p>Every method calls Clerk in the calling thread, once, for at most about three seconds, and throws {@link ClerkUnavailable}
 * if that fails, at once while Clerk has not been answering, and {@link ClerkNotUnderstood} if one document of the answer is not of
 * its kind. Repeating is up to the caller: a person may be waiting.
 */
public interface ClerkBackend {

    /** Most people in one question. */
    int MOST_AT_ONCE = 100;

    /** Most memberships of the instance in one answer. */
    int MEMBERSHIPS_AT_ONCE = 250;

    /** A person; empty if this instance of Clerk has no such person. Threat: a secret key of another instance has nobody. */
    Optional<ClerkUser> user(String userId);

    /** Those of these people that Clerk knows, in any order. One that is missing here is to be asked for by {@link #user}. */
    List<ClerkUser> users(Collection<String> userIds);

    /** People whose primary address this is, verified by Clerk. */
    List<ClerkUser> usersWithEmail(String email);

    /**
     * The organizations of a person, at most 500.
     *
     * @throws ClerkUnavailable also if Clerk doesn't know the person, or the instance has no organizations as the feature is off:
     *     that says nothing about those that are known
     */
    List<ClerkMembership> memberships(String userId);

    /**
     * A part of all memberships of the instance, the oldest first. Threat: one that ends meanwhile has another one left out of the
     * next part, and one that isn't understood is left out, so what is missing here says nothing.
     *
     * @param offset how many to pass over
     * @return empty if the instance has no organizations, as the feature is off
     */
    Optional<MembershipPart> allMemberships(long offset);

    /**
     * Memberships in the order of Clerk's list.
     *
     * @param length how many there were, at most {@link #MEMBERSHIPS_AT_ONCE}, and fewer at the end of the list
     */
    record MembershipPart(List<ClerkMembership> understood, int length) {
        public MembershipPart {
            understood = List.copyOf(understood);
        }
    }

    /** The person's active sessions, at most 100. */
    List<ClerkSession> sessions(String userId);

    /** Ends a session at Clerk. False if it was not there or had ended. */
    boolean revokeSession(String sessionId);

    /** Ids of the keys of the instance that the secret key belongs to. Clerk doesn't limit how often it is asked for these. */
    Set<String> keyIds();

    /** How many calls a second work in the background may make: half of our share, so that people who wait find the rest. */
    int callsPerSecond();
}
