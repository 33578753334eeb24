package com.hubify.clerk.sessiontoken;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.clerk.organization.Membership;
import com.hubify.clerk.organization.Organization;
import com.hubify.clerk.organization.Role;
import com.hubify.clerk.user.Metadata;
import com.hubify.testing.TestClock;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrganizationClaimsTests {

    private static final String ID = "org_0123456789abcdefghijklmnopq";

    /** The example of Clerk's documentation. */
    @Test
    void packsPermissionsAsDocumented() {
        Map<String, Object> claims = OrganizationClaims.version2(
                organization("dashboard", "teams"),
                member("admin", List.of("dashboard:manage", "dashboard:read", "teams:read")));

        assertThat(claims)
                .containsEntry("fea", "o:dashboard,o:teams")
                .containsEntry(
                        "o", Map.of("id", ID, "slg", "acme", "rol", "admin", "per", "manage,read", "fpm", "3,2"));
    }

    @Test
    void saysNothingOfPermissionsWithoutFeatures() {
        Map<String, Object> claims = OrganizationClaims.version2(organization(), member("member", List.of()));

        assertThat(claims).containsOnlyKeys("o");
        assertThat(claims).containsEntry("o", Map.of("id", ID, "slg", "acme", "rol", "member"));
    }

    @Test
    void survivesUnpackingWithMorePermissionsThanALongHasBits() {
        List<String> permissions =
                IntStream.range(0, 80).mapToObj(n -> "labs:p%02d".formatted(n)).toList();

        Map<String, Object> claims =
                OrganizationClaims.version2(organization("labs", "experiments"), member("admin", permissions));

        assertThat(unpack(claims)).containsExactlyElementsOf(permissions);
    }

    @Test
    void spellsPermissionsOutInVersion1() {
        Map<String, Object> claims =
                OrganizationClaims.version1(organization("labs"), member("admin", List.of("labs:read")));

        assertThat(claims)
                .containsEntry("org_id", ID)
                .containsEntry("org_slug", "acme")
                .containsEntry("org_role", "org:admin")
                .containsEntry("org_permissions", List.of("org:labs:read"));
    }

    private static Set<String> unpack(Map<String, Object> claims) {
        Map<?, ?> o = (Map<?, ?>) Objects.requireNonNull(claims.get("o"));
        List<String> features = items(claims.get("fea"));
        List<String> names = items(o.get("per"));
        List<String> masks = items(o.get("fpm"));
        Set<String> permissions = new TreeSet<>();
        for (int i = 0; i < features.size(); i++) {
            for (int j = 0; j < names.size(); j++) {
                if (new BigInteger(masks.get(i)).testBit(j)) {
                    permissions.add(features.get(i).replace("o:", "") + ":" + names.get(j));
                }
            }
        }
        return permissions;
    }

    private static List<String> items(@Nullable Object list) {
        return List.of(String.valueOf(list).split(",", -1));
    }

    private static Organization organization(String... features) {
        return new Organization(
                ID, "acme", "Acme", List.of(features), Metadata.NONE, null, TestClock.START, TestClock.START);
    }

    private static Membership member(String role, List<String> permissions) {
        return new Membership(
                "orgmem_1", ID, "user_1", new Role(role, role, permissions), TestClock.START, TestClock.START);
    }
}
