package com.hubify.identity.clerk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

class ClerkScopesTests {

    private static final Optional<ClerkOrganization> ADMIN =
            Optional.of(new ClerkOrganization("org_1", "acme", "org:admin", List.of("org:notes:manage")));

    private final ClerkScopes policy = policy(
            List.of("labs:read"),
            Map.of("admin", List.of("labs:*"), "org:guest", List.of("pages:read")),
            Map.of("org:notes:manage", List.of("notes:write")));

    @Test
    void givesEverybodyTheSame() throws Exception {
        assertThat(policy.of(Optional.empty(), claims("{}"))).hasToString("labs:read");
        assertThat(policy(List.of("*"), Map.of(), Map.of()).of(ADMIN, claims("{}")))
                .hasToString("*");
    }

    @Test
    void givesMoreByRoleAndPermission() throws Exception {
        assertThat(policy.of(ADMIN, claims("{}"))).hasToString("labs:read labs:* notes:write");
    }

    /** Attack: people edit their own metadata at Clerk, which a claim repeats, to get more. */
    @Test
    void givesNoMoreByAClaimThanTheSettingAllows() throws Exception {
        ClerkScopes claimed = ClerkSettings.scopes(
                "test.", List.of(), Map.of(), Map.of(), "abilities", List.of("labs:*", "notes:read"));

        assertThat(claimed.of(Optional.empty(), claims("{\"abilities\":\"labs:read admin:write\"}")))
                .hasToString("labs:read");
        assertThat(claimed.of(Optional.empty(), claims("{\"abilities\":[\"*\"]}")))
                .hasToString("labs:* notes:read");
        assertThat(claimed.of(Optional.empty(), claims("{\"abilities\":\"notes:*\"}")))
                .hasToString("notes:read");
        assertThat(claimed.of(Optional.empty(), claims("{\"scope\":\"labs:read\"}")))
                .hasToString("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"7", "[7]", "\"labs:read, labs:write\"", "{\"labs:read\":true}", "[[\"labs:read\"]]", "null"})
    void givesNothingByAClaimOfNoScopes(String value) throws Exception {
        ClerkScopes claimed =
                ClerkSettings.scopes("test.", List.of(), Map.of(), Map.of(), "abilities", List.of("labs:*"));

        assertThat(claimed.of(Optional.empty(), claims("{\"abilities\":" + value + "}")))
                .hasToString("");
    }

    @Test
    void stopsTheStartWhereASettingIsWrong() {
        assertInvalid("test.scopes", () -> policy(List.of("labs read"), Map.of(), Map.of()));
        assertInvalid(
                "test.role-scopes.admin", () -> policy(List.of(), Map.of("admin", List.of("Labs:Read!")), Map.of()));
        assertInvalid("test.permission-scopes.a:b", () -> policy(List.of(), Map.of(), Map.of("a:b", List.of("x y"))));
        // Spring has left the colon out.
        assertInvalid("test.role-scopes", () -> policy(List.of(), Map.of("orgadmin", List.of("a:read")), Map.of()));
        assertInvalid("test.scopes", () -> policy(List.of("*"), Map.of("admin", List.of("a:read")), Map.of()));
        assertInvalid(
                "test.claimed-scopes",
                () -> ClerkSettings.scopes("test.", List.of(), Map.of(), Map.of(), "scope", List.of()));
        assertInvalid(
                "test.scope-claim",
                () -> ClerkSettings.scopes("test.", List.of(), Map.of(), Map.of(), null, List.of("a:read")));
    }

    private static void assertInvalid(String property, ThrowingCallable start) {
        assertThatThrownBy(start)
                .isInstanceOfSatisfying(
                        InvalidConfigurationPropertyValueException.class,
                        e -> assertThat(e.getName()).isEqualTo(property));
    }

    private static ClerkScopes policy(
            List<String> scopes, Map<String, List<String>> roles, Map<String, List<String>> permissions) {
        return ClerkSettings.scopes("test.", scopes, roles, permissions, null, List.of());
    }

    private static JWTClaimsSet claims(String json) throws Exception {
        return JWTClaimsSet.parse(json);
    }
}
