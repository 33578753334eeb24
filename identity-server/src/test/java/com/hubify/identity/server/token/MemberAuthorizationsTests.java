package com.hubify.identity.server.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hubify.identity.server.client.TestClients;
import com.hubify.identity.server.grant.GrantMember;
import com.hubify.identity.server.grant.Grants;
import com.hubify.identity.server.organization.acting.ActingMembers;
import com.hubify.identity.server.organization.acting.TestOrganizations;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;

class MemberAuthorizationsTests {

    private final TestOrganizations organizations =
            new TestOrganizations(Clock.fixed(Instant.parse("2026-04-14T10:00:00Z"), ZoneOffset.UTC));
    private final List<OAuth2Authorization> ended = new ArrayList<>();
    private final List<OAuth2Authorization> saved = new ArrayList<>();

    @Test
    void showsWhatTheRoleAllowsAndStoresWhatWasGranted() {
        organizations.join("user_2abc", "org_1", "Acme", TestOrganizations.MEMBER);
        MemberAuthorizations view = view(grant("labs:*", "profile"), organizations.members());

        OAuth2Authorization shown = Objects.requireNonNull(view.findByToken("code", null));
        view.save(shown);

        assertThat(shown.getAuthorizedScopes()).containsExactlyInAnyOrder("labs:read", "profile");
        assertThat(Objects.requireNonNull(GrantMember.of(shown)).claims())
                .containsEntry("org_id", "org_1")
                .containsEntry("org_role", "org:member");
        assertThat(saved.get(0).getAuthorizedScopes()).containsExactlyInAnyOrder("labs:*", "profile");
    }

    @Test
    void refusesWhereTheRoleAllowsNothing() {
        organizations.join("user_2abc", "org_1", "Acme", TestOrganizations.MEMBER);

        assertThatExceptionOfType(OAuth2AuthenticationException.class)
                .isThrownBy(
                        () -> view(grant("labs:write"), organizations.members()).findByToken("code", null))
                .satisfies(e -> assertThat(e.getError().getErrorCode()).isEqualTo("invalid_scope"));
    }

    /** Attack: go on for an organization that one has been removed from. */
    @Test
    void endsWithTheMembership() {
        assertThatExceptionOfType(OAuth2AuthenticationException.class)
                .isThrownBy(
                        () -> view(grant("labs:read"), organizations.members()).findByToken("code", null))
                .satisfies(e -> assertThat(e.getError().getErrorCode()).isEqualTo("invalid_grant"));
        assertThat(ended).hasSize(1);
    }

    @Test
    void goesOnForThePersonAloneWhereSettingsSaySo() {
        OAuth2Authorization shown = Objects.requireNonNull(
                view(grant("labs:*"), organizations.membersWhoseGrantsGoOn()).findByToken("code", null));

        assertThat(GrantMember.organization(shown)).isNull();
        assertThat(shown.getAuthorizedScopes()).containsExactly("labs:*");
        assertThat(ended).isEmpty();
    }

    private static OAuth2Authorization grant(String... scopes) {
        return GrantMember.in(
                OAuth2Authorization.withRegisteredClient(
                                TestClients.confidential().build())
                        .principalName("user_2abc")
                        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                        .authorizedScopes(Set.of(scopes))
                        .build(),
                "org_1");
    }

    private MemberAuthorizations view(OAuth2Authorization grant, ActingMembers members) {
        Grants one = (Grants) Proxy.newProxyInstance(
                Grants.class.getClassLoader(), new Class<?>[] {Grants.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "findByToken" -> {
                            return grant;
                        }
                        case "end" -> ended.add((OAuth2Authorization) arguments[0]);
                        case "save" -> saved.add((OAuth2Authorization) arguments[0]);
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                    return null;
                });
        return new MemberAuthorizations(one, members);
    }
}
