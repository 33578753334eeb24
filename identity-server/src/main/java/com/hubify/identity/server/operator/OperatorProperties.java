package com.hubify.identity.server.operator;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.organization.Organization;
import com.hubify.identity.settings.Settings;
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
        Settings.require(
                people.stream().allMatch(OperatorProperties::isPerson),
                "hubify.identity.operators.people",
                "must have ids of people at Clerk alone, which begin with user_ and stand in Clerk's list of users");
        Settings.require(
                organization == null || Organization.isId(organization),
                "hubify.identity.operators.organization",
                "must be the id of an organization at Clerk, which begins with org_ and stands in Clerk's list of them");
        Settings.require(
                !role.isBlank() && !role.startsWith("org:"),
                "hubify.identity.operators.role",
                "must be a role without org:, such as admin");
    }

    private static boolean isPerson(String id) {
        return AccountId.parse(id).isPresent() && !id.contains("@");
    }
}
