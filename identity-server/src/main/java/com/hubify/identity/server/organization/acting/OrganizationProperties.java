package com.hubify.identity.server.organization.acting;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param roleScopes The most that tokens of an application may allow that acts for an organization, by the person's role there,
 *     written without org: (admin, member; other characters than letters, digits and dashes in brackets, such as
 *     "[billing_manager]"). Wildcards cover what they stand for.
 * @param otherRoleScopes The same for roles that role-scopes doesn't name, and where Clerk has not said the role. Default is none if
 *     role-scopes names any role, else *.
 * @param formerMembers What becomes of the grants of an application that acts for an organization which the person has left:
 *     end, or personal, so that it goes on for the person alone.
 * @param keyRoles Roles, written without org:, whose holders see, make and end the API keys that belong to an organization itself.
 */
@ConfigurationProperties("hubify.identity.organizations")
record OrganizationProperties(
        @DefaultValue Map<String, Set<String>> roleScopes,
        @Nullable Set<String> otherRoleScopes,
        @DefaultValue("end") FormerMembers formerMembers,
        @DefaultValue("admin") Set<String> keyRoles) {

    /** What becomes of a grant with the membership. */
    enum FormerMembers {
        END,
        PERSONAL
    }
}
