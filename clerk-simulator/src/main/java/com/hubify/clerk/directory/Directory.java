package com.hubify.clerk.directory;

import com.hubify.clerk.credential.Secret;
import com.hubify.clerk.organization.Membership;
import com.hubify.clerk.organization.Organization;
import com.hubify.clerk.organization.Role;
import com.hubify.clerk.session.Session;
import com.hubify.clerk.user.User;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds people, organizations, memberships and sessions, and checks passwords. */
@Component
public class Directory {

    private static final Secret OF_UNKNOWN_USERS = Secret.of("the password of no user");

    private final State state;
    private final DirectoryProperties properties;

    /** @param samples what the state holds from the start */
    Directory(State state, DirectoryProperties properties, @SuppressWarnings("unused") Samples samples) {
        this.state = state;
        this.properties = properties;
    }

    public List<User> users() {
        return state.users.all();
    }

    public Optional<User> user(String id) {
        return state.users.find(id);
    }

    /** By e-mail address or user name, in any case of letters. */
    public Optional<User> identifiedBy(String identifier) {
        return users().stream().filter(user -> user.answersTo(identifier)).findFirst();
    }

    /** The person with this identifier and password; unknown people and wrong passwords are not told apart. */
    public Optional<User> signIn(String identifier, String password) {
        Optional<User> user = identifiedBy(identifier);
        // Compared also for unknown users, so that timing does not show which accounts exist.
        boolean right = user.map(User::password).orElse(OF_UNKNOWN_USERS).matches(password);
        return user.filter(found -> right && found.password() != null);
    }

    public List<Organization> organizations() {
        return state.organizations.all();
    }

    public Optional<Organization> organization(String idOrSlug) {
        return organizations().stream().filter(one -> one.answersTo(idOrSlug)).findFirst();
    }

    public Organization organization(Membership membership) {
        return state.organizations.find(membership.organizationId()).orElseThrow();
    }

    public List<Role> roles() {
        return properties.roles();
    }

    /** All memberships, the first one first. */
    public List<Membership> memberships() {
        return state.memberships.all();
    }

    /** The person's memberships, the first one first. */
    public List<Membership> memberships(User user) {
        return state.memberships.all().stream()
                .filter(membership -> membership.userId().equals(user.id()))
                .toList();
    }

    public List<Membership> memberships(Organization organization) {
        return state.memberships.all().stream()
                .filter(membership -> membership.organizationId().equals(organization.id()))
                .toList();
    }

    /** The user's membership in the organization with this id or slug. */
    public Optional<Membership> membership(User user, String idOrSlug) {
        return organization(idOrSlug)
                .flatMap(organization -> memberships(user).stream()
                        .filter(membership -> membership.isOf(user.id(), organization.id()))
                        .findFirst());
    }

    public List<Session> sessions() {
        return state.sessions.all();
    }

    public Optional<Session> session(String id) {
        return state.sessions.find(id);
    }
}
