package com.hubify.clerk.home;

import com.hubify.clerk.credential.Secret;
import com.hubify.clerk.directory.Directory;
import com.hubify.clerk.user.User;
import java.util.List;

/**
 * A person as the start page shows them.
 *
 * @param password how they sign in: plain text for sample users
 * @param organizations label and role of each
 */
record Person(String email, Password password, List<String> organizations) {

    static Person of(User user, Directory directory) {
        return new Person(
                user.label(),
                Password.of(user),
                directory.memberships(user).stream()
                        .map(membership -> directory.organization(membership).label() + " ("
                                + membership.role().key() + ")")
                        .toList());
    }

    /**
     * Templates call public methods only.
     *
     * @param text empty if it is not shown
     */
    record Password(boolean exists, String text) {

        static Password of(User user) {
            Secret password = user.password();
            return new Password(password != null, user.sample() && password != null ? password.reveal() : "");
        }
    }
}
