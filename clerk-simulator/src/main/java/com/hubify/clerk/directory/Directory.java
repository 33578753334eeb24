package com.hubify.clerk.directory;

import com.hubify.clerk.credential.Secret;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds people and organizations, and checks passwords. */
@Component
public class Directory {

    private static final Secret OF_UNKNOWN_USERS = Secret.of("the password of no user");

    private final DirectoryProperties properties;

    Directory(DirectoryProperties properties) {
        this.properties = properties;
    }

    public List<User> users() {
        return properties.users();
    }

    public Optional<User> user(String id) {
        return users().stream().filter(user -> user.id().equals(id)).findFirst();
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
        return user.filter(found -> right);
    }

    public Organization organization(Membership membership) {
        return properties.organizations().stream()
                .filter(organization -> organization.answersTo(membership.organization()))
                .findFirst()
                .orElseThrow();
    }

    /** The user's membership in the organization with this id or slug. */
    public Optional<Membership> membership(User user, String idOrSlug) {
        return user.memberships().stream()
                .filter(membership -> organization(membership).answersTo(idOrSlug))
                .findFirst();
    }
}
