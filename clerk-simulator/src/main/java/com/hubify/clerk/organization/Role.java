package com.hubify.clerk.organization;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A role in organizations.
 *
 * @param key key without its {@code org:} prefix
 * @param name display name
 * @param permissions custom permissions as {@code feature:permission}, without the {@code org:} prefix; a member has those
 *     whose feature the organization has
 */
public record Role(String key, String name, @DefaultValue List<String> permissions) {

    public static final String PREFIX = "org:";

    public Role {
        permissions.forEach(permission -> {
            if (permission.split(":", -1).length != 2) {
                throw new IllegalArgumentException("A permission is feature:permission, not " + permission);
            }
        });
    }

    public List<String> permissionsIn(Organization organization) {
        return permissions.stream()
                .filter(permission ->
                        organization.features().contains(permission.substring(0, permission.indexOf(':'))))
                .toList();
    }
}
