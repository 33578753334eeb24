package com.hubify.clerk.home;

import com.hubify.clerk.directory.Directory;
import com.hubify.clerk.directory.User;
import java.util.List;

/**
 * A person as the start page shows them.
 *
 * @param password plain text for sample users, empty for all others
 * @param organizations slug and role of each
 */
record Person(String email, String password, List<String> organizations) {

    static Person of(User user, Directory directory) {
        return new Person(
                user.email(),
                user.sample() ? user.password().reveal() : "",
                user.memberships().stream()
                        .map(membership -> directory.organization(membership).slug() + " (" + membership.role() + ")")
                        .toList());
    }
}
