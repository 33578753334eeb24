package com.hubify.clerk.directory;

import com.hubify.clerk.credential.Secret;
import com.hubify.clerk.event.InstanceEvent;
import com.hubify.clerk.grant.Grants;
import com.hubify.clerk.instance.ClerkIds;
import com.hubify.clerk.instance.InstanceProperties;
import com.hubify.clerk.problem.ClerkProblem;
import com.hubify.clerk.session.SessionStatus;
import com.hubify.clerk.user.Metadata;
import com.hubify.clerk.user.Profile;
import com.hubify.clerk.user.User;
import com.hubify.clerk.user.UserJson;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Creates, changes and deletes people. Each throws a {@link ClerkProblem} 404 if there is no such person (any more). */
@Component
public class Users {

    /** Clerk's default length of a lock. */
    private static final Duration LOCK = Duration.ofHours(1);

    private final State state;
    private final Sessions sessions;
    private final Organizations organizations;
    private final Grants grants;
    private final InstanceProperties instance;
    private final Clock clock;
    private final ClerkIds ids;
    private final ApplicationEventPublisher events;

    Users(
            State state,
            Sessions sessions,
            Organizations organizations,
            Grants grants,
            InstanceProperties instance,
            Clock clock,
            ClerkIds ids,
            ApplicationEventPublisher events) {
        this.state = state;
        this.sessions = sessions;
        this.organizations = organizations;
        this.grants = grants;
        this.instance = instance;
        this.clock = clock;
        this.ids = ids;
        this.events = events;
    }

    public User create(Profile profile, Metadata metadata, @Nullable Secret password) {
        return state.change(() -> {
            if (state.users.isFull()) {
                throw ClerkProblem.quotaExceeded("user_quota_exceeded");
            }
            return keep(User.of(ids.next("user"), profile, metadata, password, clock.instant()), "user.created");
        });
    }

    public User update(String id, UnaryOperator<Profile> change) {
        return state.change(() -> {
            User user = find(id);
            return keep(user.with(change.apply(user.profile()), clock.instant()), "user.updated");
        });
    }

    public User remember(String id, UnaryOperator<Metadata> change) {
        return state.change(() -> {
            User user = find(id);
            return keep(user.with(change.apply(user.metadata()), clock.instant()), "user.updated");
        });
    }

    /** Bans a person, which ends their sessions, or lifts the ban. */
    public User ban(String id, boolean banned) {
        return shutOut(id, user -> user.banned(banned, clock.instant()));
    }

    /** The directory of the person's company takes them out, which is as a ban, or back. */
    public User deprovision(String id, boolean deprovisioned) {
        return shutOut(id, user -> user.deprovisioned(deprovisioned, clock.instant()));
    }

    private User shutOut(String id, UnaryOperator<User> change) {
        return state.change(() -> {
            User user = keep(change.apply(find(id)), "user.updated");
            if (user.isShutOut()) {
                sessions.endAll(id, SessionStatus.REVOKED);
                if (instance.switches().banRevokesGrants()) {
                    grants.revokeAllFor(id);
                }
            }
            return user;
        });
    }

    /** Locks a person for an hour, which stops new sign-ins and nothing else, or unlocks. */
    public User lock(String id, boolean locked) {
        return state.change(() -> keep(
                find(id).lockedUntil(locked ? clock.instant().plus(LOCK) : null, clock.instant()), "user.updated"));
    }

    public User delete(String id) {
        return state.change(() -> {
            User user = find(id);
            state.users.remove(id);
            grants.revokeAllFor(id);
            events.publishEvent(new InstanceEvent("user.deleted", UserJson.deleted(user)));
            organizations.leaveAll(user);
            sessions.forgetAll(id);
            return user;
        });
    }

    private User find(String id) {
        return state.users.find(id).orElseThrow(() -> ClerkProblem.notFound("No user was found with id " + id));
    }

    private User keep(User user, String event) {
        requireOwn("email_address", user.email(), user);
        requireOwn("username", user.profile().username(), user);
        state.users.put(user.id(), user);
        Map<String, @Nullable Object> data = UserJson.of(user, clock.instant());
        events.publishEvent(new InstanceEvent(event, data));
        return user;
    }

    private void requireOwn(String parameter, @Nullable String identifier, User user) {
        boolean taken = identifier != null
                && state.users.all().stream()
                        .anyMatch(other -> !other.id().equals(user.id()) && other.answersTo(identifier));
        if (taken) {
            throw ClerkProblem.identifierTaken(parameter);
        }
    }
}
