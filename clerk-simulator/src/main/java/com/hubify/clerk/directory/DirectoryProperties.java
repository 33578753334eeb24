package com.hubify.clerk.directory;

import com.hubify.clerk.credential.Secret;
import com.hubify.clerk.organization.Role;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * People and organizations at the start.
 *
 * @param users People who can sign in
 * @param organizations Organizations they may belong to
 * @param roles Roles in organizations
 */
@ConfigurationProperties("clerk.simulator")
record DirectoryProperties(
        @DefaultValue List<SampleUser> users,
        @DefaultValue List<SampleOrganization> organizations,
        @DefaultValue List<Role> roles) {

    DirectoryProperties {
        for (SampleUser user : users) {
            for (Place place : user.memberships()) {
                require(
                        organizations.stream().anyMatch(one -> one.answersTo(place.organization())),
                        user.email() + " belongs to an unknown organization, " + place.organization());
                require(
                        roles.stream().anyMatch(one -> one.key().equals(place.role())),
                        user.email() + " has an unknown role, " + place.role());
            }
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException("clerk.simulator.users: " + message);
        }
    }

    /**
     * A person.
     *
     * @param id {@code user_} and 27 letters or digits
     * @param email primary e-mail address, also an identifier to sign in with
     * @param emailVerified whether the address counts as verified
     * @param username user name, also an identifier to sign in with
     * @param sample whether pages may show the password
     * @param memberships organizations, the active one first
     */
    record SampleUser(
            String id,
            @Nullable String email,
            @DefaultValue("true") boolean emailVerified,
            @Nullable String username,
            Secret password,
            @Nullable String givenName,
            @Nullable String familyName,
            @Nullable String picture,
            @DefaultValue("false") boolean sample,
            @DefaultValue Map<String, Object> publicMetadata,
            @DefaultValue List<Place> memberships) {}

    /**
     * An organization.
     *
     * @param id {@code org_} and 27 letters or digits
     * @param features features the organization has, in the order of the {@code fea} claim
     */
    record SampleOrganization(
            String id,
            String slug,
            String name,
            @DefaultValue List<String> features) {

        boolean answersTo(String idOrSlug) {
            return id.equals(idOrSlug) || slug.equals(idOrSlug);
        }
    }

    /**
     * A membership.
     *
     * @param organization slug or id
     * @param role key of the role, without {@code org:}
     */
    record Place(
            String organization, @DefaultValue("member") String role) {}
}
