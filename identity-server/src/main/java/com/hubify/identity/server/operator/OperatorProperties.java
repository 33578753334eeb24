package com.hubify.identity.server.operator;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.organization.Organization;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param people Ids at Clerk of people who are operators (user_…). Not e-mail addresses: those change hands.
 * @param organization Id at Clerk of the organization (org_…) whose members with the role below are operators.
 * @param role The role in that organization, without org:.
 */
@ConfigurationProperties("hubify.identity.operators")
record OperatorProperties(
        @DefaultValue Set<String> people,
        @Nullable String organization,
        @DefaultValue("admin") String role) {

    OperatorProperties {
        people = Set.copyOf(people);
        for (String person : people) {
            if (AccountId.parse(person).isEmpty() || person.contains("@")) {
                throw new IllegalArgumentException("hubify.identity.operators.people has '" + person
                        + "', which is no id of a person at Clerk; take the id (user_…) from Clerk's list of users");
            }
        }
        if (organization != null && !Organization.isId(organization)) {
            throw new IllegalArgumentException("hubify.identity.operators.organization is '" + organization
                    + "', which is no id of an organization at Clerk; take the id (org_…) from Clerk's list");
        }
        if (role.isBlank() || role.startsWith("org:")) {
            throw new IllegalArgumentException(
                    "hubify.identity.operators.role is '" + role + "'; write the role without org:, such as admin");
        }
    }
}
