package com.hubify.identity.clerk;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import org.junit.jupiter.api.Test;

class ClerkOrganizationTests {

    @Test
    void readsTheCompactForm() throws Exception {
        var claims = claims("""
            {"v":2,"fea":"o:dashboard,o:teams",
             "o":{"id":"org_1","slg":"acme","rol":"admin","per":"manage,read","fpm":"3,2"}}\
            """);

        assertThat(ClerkOrganization.of(ClerkTokenKind.SESSION_TOKEN, claims)).hasValueSatisfying(organization -> {
            assertThat(organization.id()).isEqualTo("org_1");
            assertThat(organization.slug()).isEqualTo("acme");
            assertThat(organization.role()).isEqualTo("org:admin");
            assertThat(organization.permissions())
                    .containsExactly("org:dashboard:manage", "org:dashboard:read", "org:teams:read");
        });
    }

    @Test
    void countsOnlyFeaturesOfTheOrganization() throws Exception {
        var claims =
                claims("{\"v\":2,\"fea\":\"u:mail,uo:chat\",\"o\":{\"id\":\"org_1\",\"per\":\"read\",\"fpm\":\"1\"}}");

        assertThat(ClerkOrganization.of(ClerkTokenKind.SESSION_TOKEN, claims)
                        .orElseThrow()
                        .permissions())
                .containsExactly("org:chat:read");
    }

    @Test
    void readsTheFlatFormOfOlderTokens() throws Exception {
        var claims = claims("""
            {"org_id":"org_1","org_slug":"acme","org_role":"org:admin","org_permissions":["org:a:b"]}\
            """);

        assertThat(ClerkOrganization.of(ClerkTokenKind.SESSION_TOKEN, claims)
                        .orElseThrow()
                        .permissions())
                .containsExactly("org:a:b");
        assertThat(ClerkOrganization.of(ClerkTokenKind.SESSION_TOKEN, claims)
                        .orElseThrow()
                        .role())
                .isEqualTo("org:admin");
    }

    // In a version 2 token a flat org_id can only be a custom claim.
    @Test
    void ignoresClaimsOfTheOtherVersion() throws Exception {
        assertThat(ClerkOrganization.of(ClerkTokenKind.SESSION_TOKEN, claims("{\"v\":2,\"org_id\":\"org_1\"}")))
                .isEmpty();
        assertThat(ClerkOrganization.of(ClerkTokenKind.SESSION_TOKEN, claims("{\"o\":{\"id\":\"org_1\"}}")))
                .isEmpty();
    }

    @Test
    void survivesNonsense() throws Exception {
        assertThat(ClerkOrganization.of(ClerkTokenKind.SESSION_TOKEN, claims("{\"v\":2,\"o\":7}")))
                .isEmpty();
        assertThat(ClerkOrganization.of(ClerkTokenKind.SESSION_TOKEN, claims("{\"v\":2,\"o\":{\"id\":7}}")))
                .isEmpty();
        assertThat(ClerkOrganization.of(
                        ClerkTokenKind.SESSION_TOKEN,
                        claims("{\"v\":2,\"fea\":\":,o:,o:a\",\"o\":{\"id\":\"org_1\",\"per\":\",\",\"fpm\":\"-1,x,"
                                + "9".repeat(200) + "\"}}")))
                .hasValueSatisfying(
                        organization -> assertThat(organization.permissions()).isEmpty());
    }

    private static JWTClaimsSet claims(String json) throws ParseException {
        return JWTClaimsSet.parse(json);
    }
}
