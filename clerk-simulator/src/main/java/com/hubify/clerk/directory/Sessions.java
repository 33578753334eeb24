package com.hubify.clerk.directory;

import com.hubify.clerk.event.InstanceEvent;
import com.hubify.clerk.grant.Grants;
import com.hubify.clerk.instance.ClerkIds;
import com.hubify.clerk.instance.InstanceProperties;
import com.hubify.clerk.problem.ClerkProblem;
import com.hubify.clerk.session.Session;
import com.hubify.clerk.session.SessionJson;
import com.hubify.clerk.session.SessionStatus;
import com.hubify.clerk.user.User;
import com.hubify.clerk.user.UserJson;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Begins and ends sessions. */
@Component
public class Sessions {

    /** Clerk has webhooks for these ends of a session, and for no other. */
    private static final Set<SessionStatus> TOLD =
            Set.of(SessionStatus.ENDED, SessionStatus.REMOVED, SessionStatus.REVOKED);

    private final State state;
    private final Clock clock;
    private final ClerkIds ids;
    private final InstanceProperties instance;
    private final Grants grants;
    private final ApplicationEventPublisher events;

    Sessions(
            State state,
            Clock clock,
            ClerkIds ids,
            InstanceProperties instance,
            Grants grants,
            ApplicationEventPublisher events) {
        this.state = state;
        this.clock = clock;
        this.ids = ids;
        this.instance = instance;
        this.grants = grants;
        this.events = events;
    }

    /**
     * Signs a person in at a client.
     *
     * @throws ClerkProblem the person is gone, banned or locked by now
     */
    public Session begin(String userId, String clientId) {
        return state.change(() -> {
            Instant now = clock.instant();
            User user = state.users
                    .find(userId)
                    .orElseThrow(() -> ClerkProblem.notFound("No user was found with id " + userId));
            requireAllowed(user, now);
            state.users.put(userId, user.signedIn(now));
            Session session = new Session(ids.next("sess"), userId, clientId, SessionStatus.ACTIVE, null, now, now);
            return keep(session, "session.created");
        });
    }

    /** Ends a session one way or another. Empty if it had ended before: the first end counts. */
    public Optional<Session> end(String id, SessionStatus way) {
        return state.change(() -> live(id).map(session -> {
            // A revocation is none of the person's doing: what a ban does to grants is a question of its own.
            if (way != SessionStatus.REVOKED && instance.switches().signOutRevokesGrants()) {
                grants.revokeAllOf(id);
            }
            Session ended = session.with(way, clock.instant());
            return TOLD.contains(way) ? keep(ended, "session." + way.code()) : keep(ended);
        }));
    }

    /** Ends all sessions of a person. */
    void endAll(String userId, SessionStatus way) {
        belonging(session -> session.userId().equals(userId)).forEach(session -> end(session.id(), way));
    }

    /** Has a session wait for a task, or go on. */
    public Optional<Session> hold(String id, boolean pending) {
        return state.change(() -> live(id).map(session -> pending
                ? keep(session.with(SessionStatus.PENDING, clock.instant()), "session.pending")
                : keep(session.with(SessionStatus.ACTIVE, clock.instant()))));
    }

    /** Makes an organization the session's active one, or none. */
    public Optional<Session> activate(String id, @Nullable String organizationId) {
        return state.change(() -> live(id).map(session -> keep(session.in(organizationId, clock.instant()))));
    }

    /** Takes an organization from all sessions it is active in. */
    void forget(String organizationId, Predicate<Session> which) {
        belonging(which.and(session -> organizationId.equals(session.organizationId())))
                .forEach(session -> keep(session.in(null, clock.instant())));
    }

    /** Forgets the sessions of a deleted person. Their webhooks name nobody. */
    void forgetAll(String userId) {
        for (Session session : belonging(session -> session.userId().equals(userId))) {
            state.sessions.remove(session.id());
            if (session.statusAt(clock.instant()).isLive()) {
                tell("session.removed", session.with(SessionStatus.REMOVED, clock.instant()));
            }
        }
    }

    private static void requireAllowed(User user, Instant now) {
        if (user.isShutOut()) {
            throw ClerkProblem.userBanned();
        }
        if (user.isLockedAt(now)) {
            throw ClerkProblem.userLocked();
        }
    }

    private Optional<Session> live(String id) {
        return state.sessions
                .find(id)
                .filter(one -> one.statusAt(clock.instant()).isLive());
    }

    private List<Session> belonging(Predicate<Session> which) {
        return state.sessions.all().stream().filter(which).toList();
    }

    private Session keep(Session session, String event) {
        keep(session);
        tell(event, session);
        return session;
    }

    private Session keep(Session session) {
        state.sessions.put(session.id(), session);
        return session;
    }

    private void tell(String event, Session session) {
        Map<String, @Nullable Object> data = SessionJson.of(session, clock.instant());
        data.put(
                "user",
                state.users
                        .find(session.userId())
                        .map(user -> UserJson.of(user, clock.instant()))
                        .orElse(null));
        events.publishEvent(new InstanceEvent(event, data));
    }
}
