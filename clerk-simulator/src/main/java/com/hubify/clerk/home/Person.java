package com.hubify.clerk.home;

import com.hubify.clerk.directory.Directory;
import com.hubify.clerk.user.User;
import java.util.List;

/**
 * A person as the start page shows them.
 *
 * @param password plain text for sample users, empty for all others
 * @param organizations label and role of each
 */
record Person(String email, String password, List<String> organizations) {

    static Person of(User user, Directory directory) {
        return new Person(
                user.label(),
                user.sample() && user.password() != null ? user.password().reveal() : "",
                directory.memberships(user).stream()
                        .map(membership -> directory.organization(membership).label() + " ("
                                + membership.role().key() + ")")
                        .toList());
    }
}
