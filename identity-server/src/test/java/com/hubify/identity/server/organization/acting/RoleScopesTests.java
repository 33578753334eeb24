package com.hubify.identity.server.organization.acting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.organization.Membership;
import com.hubify.identity.server.organization.Organization;
import com.hubify.identity.server.organization.acting.OrganizationProperties.FormerMembers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

class RoleScopesTests {

    /** Attack: an application that a plain member allowed everything, for an organization that allows members little. */
    @ParameterizedTest
    @CsvSource({
        "labs:read, labs:read",
        "labs:write, ''",
        "labs:*, labs:read",
        "*, labs:read tasks:*",
        "tasks:read labs:write, tasks:read",
        "openid profile email offline_access labs:*, openid profile email offline_access labs:read",
        "api-keys:write *, api-keys:write labs:read tasks:*",
        "wells:read, ''"
    })
    void leavesWhatTheRoleAllows(String granted, String left) {
        assertThat(within(granted, "org:member").split(" ")).containsExactlyInAnyOrder(left.split(" "));
    }

    @Test
    void rolesThatAreNotNamedHaveTheirOwn() {
        assertThat(within("wells:read labs:read", "org:guest")).isEqualTo("wells:read");
        assertThat(within("wells:read labs:read", null)).isEqualTo("wells:read");
    }

    /** Attack: get a role that the ceilings don't know, such as one that was made at Clerk after them, or none. */
    @Test
    void withCeilingsOtherRolesHaveNothingUnlessThatIsSet() {
        RoleScopes roles = new RoleScopes(
                new OrganizationProperties(Map.of("member", Set.of("labs:read")), null, FormerMembers.END, Set.of()),
                List.of());

        for (Membership other : List.of(in("org:guest"), in(null))) {
            assertThat(roles.within(
                            Scopes.parse("openid api-keys:write labs:read *").orElseThrow(), other))
                    .hasToString("openid api-keys:write");
        }
    }

    @Test
    void withoutSettingsARoleAllowsAll() {
        RoleScopes roles =
                new RoleScopes(new OrganizationProperties(Map.of(), null, FormerMembers.END, Set.of()), List.of());

        assertThat(roles.within(Scopes.parse("openid api-keys:write labs:* *").orElseThrow(), in("org:member")))
                .hasToString("openid api-keys:write labs:* *");
    }

    @ParameterizedTest
    @CsvSource({"lab:read, labs:read", "labs:reed, labs:read", "LABS:READ, labs:read", "wells:reed, more"})
    void misspeltOnesStopTheStart(String misspelt, String remedy) {
        OrganizationProperties properties = new OrganizationProperties(
                Map.of("member", Set.of(misspelt)), Set.of("*"), FormerMembers.END, Set.of());

        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> new RoleScopes(properties, List.of("wells:read")))
                .satisfies(e -> {
                    assertThat(e.getName()).isEqualTo("hubify.identity.organizations.role-scopes.member");
                    assertThat(e.getReason()).contains(remedy);
                });
    }

    private static String within(String granted, @Nullable String role) {
        RoleScopes roles = new RoleScopes(
                new OrganizationProperties(
                        Map.of("member", Set.of("labs:read", "tasks:*")),
                        Set.of("wells:read"),
                        FormerMembers.END,
                        Set.of()),
                List.of("wells:read"));
        return roles.within(Scopes.parse(granted).orElseThrow(), in(role)).toString();
    }

    private static Membership in(@Nullable String role) {
        return new Membership(new Organization("org_1", "Acme", null), role, List.of(), Instant.EPOCH);
    }
}
