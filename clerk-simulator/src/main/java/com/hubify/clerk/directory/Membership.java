package com.hubify.clerk.directory;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A person's place in an organization.
 *
 * @param organization slug or id of the organization
 * @param role role key without its {@code org:} prefix
 * @param permissions custom permissions as {@code feature:permission}, without the {@code org:} prefix
 */
public record Membership(
        String organization,
        @DefaultValue("member") String role,
        @DefaultValue List<String> permissions) {

    public Membership {
        permissions.forEach(permission -> {
            if (permission.split(":", -1).length != 2) {
                throw new IllegalArgumentException("A permission is feature:permission, not " + permission);
            }
        });
    }
}
