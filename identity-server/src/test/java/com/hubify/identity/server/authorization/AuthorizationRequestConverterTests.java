package com.hubify.identity.server.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.client.TestClients;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;

class AuthorizationRequestConverterTests {

    private static final String ADDRESS = "https://id.example/oauth2/authorize";

    private final AuthorizationRequestConverter reader = new AuthorizationRequestConverter(
            new InMemoryRegisteredClientRepository(TestClients.named("client").build()), ADDRESS);

    @BeforeEach
    void enter() {
        AuthorizationServerContextHolder.setContext(new Issuer());
    }

    @AfterEach
    void leave() {
        AuthorizationServerContextHolder.resetContext();
    }

    /** Attack: a {@code Host} header of 14 KB, which would be kept with the grant and is counted by no limit. */
    @Test
    void keepsNothingOfTheHostHeader() {
        assertThat(read("labs:read").getAuthorizationUri()).isEqualTo(ADDRESS);
        assertThat(read("").getAuthorizationUri()).isEqualTo(ADDRESS);
    }

    @Test
    void asksForTheDefaultScopesIfItNamesNone() {
        assertThat(read("labs:read").getScopes()).isEqualTo(Set.of("labs:read"));
        assertThat(read("").getScopes()).isEqualTo(Set.of("openid", "labs:read"));
    }

    private OAuth2AuthorizationCodeRequestAuthenticationToken read(String scope) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/oauth2/authorize");
        request.setServerName("h".repeat(14_000));
        request.setQueryString("response_type=code&client_id=client&scope=" + scope);
        request.setParameter("response_type", "code");
        request.setParameter("client_id", "client");
        request.setParameter("scope", scope);
        return (OAuth2AuthorizationCodeRequestAuthenticationToken) Objects.requireNonNull(reader.convert(request));
    }

    private static final class Issuer implements AuthorizationServerContext {

        @Override
        public String getIssuer() {
            return "https://id.example";
        }

        @Override
        public AuthorizationServerSettings getAuthorizationServerSettings() {
            return AuthorizationServerSettings.builder().issuer(getIssuer()).build();
        }
    }
}
