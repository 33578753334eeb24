package com.hubify.clerk.directory;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * People and organizations.
 *
 * @param users People who can sign in
 * @param organizations Organizations they may belong to
 */
@ConfigurationProperties("clerk.simulator")
record DirectoryProperties(
        @DefaultValue List<User> users, @DefaultValue List<Organization> organizations) {

    DirectoryProperties {
        for (User user : users) {
            for (Membership membership : user.memberships()) {
                if (organizations.stream().noneMatch(one -> one.answersTo(membership.organization()))) {
                    throw new IllegalArgumentException("clerk.simulator.users: " + user.email()
                            + " belongs to an unknown organization, " + membership.organization());
                }
            }
        }
    }
}
