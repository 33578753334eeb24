package com.hubify.clerk;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.mapping.NullAuthoritiesMapper;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Signs in the way the identity server does: with Spring Security's OAuth 2 client, from discovery to user info. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class SpringClientFlowTests {

    private static final String CALLBACK = "http://localhost:9000/login/oauth2/code/clerk";

    @LocalServerPort
    private int port;

    @Test
    void signsInThroughTheWholeCodeFlow() {
        ClientRegistration registration = registration();
        OAuth2AuthorizationRequest request = request(registration);
        BrowserDriver browser = new BrowserDriver(URI.create(request.getAuthorizationRequestUri()));

        browser.signIn("member@example.com", "hubify");
        OidcUser user = user(registration, request, browser.leavesFor());

        assertThat(user.getSubject()).isEqualTo("user_2hUbIfYmEmBeRsAmPlEuSeR0002");
        assertThat(user.getFullName()).isEqualTo("Mira Bergström");
        assertThat(user.getEmail()).isEqualTo("member@example.com");
        assertThat(user.getEmailVerified()).isTrue();
        assertThat(user.getPreferredUsername()).isEqualTo("member");
    }

    private OidcUser user(ClientRegistration registration, OAuth2AuthorizationRequest request, URI callback) {
        OAuth2AuthorizationResponse response = OAuth2AuthorizationResponse.success(Parameters.in(callback, "code"))
                .state(Parameters.in(callback, "state"))
                .redirectUri(CALLBACK)
                .build();
        OidcAuthorizationCodeAuthenticationProvider provider = new OidcAuthorizationCodeAuthenticationProvider(
                new RestClientAuthorizationCodeTokenResponseClient(), new OidcUserService());
        provider.setAuthoritiesMapper(new NullAuthoritiesMapper());
        Authentication authentication = provider.authenticate(
                new OAuth2LoginAuthenticationToken(registration, new OAuth2AuthorizationExchange(request, response)));
        return (OidcUser) requireNonNull(requireNonNull(authentication).getPrincipal());
    }

    private static OAuth2AuthorizationRequest request(ClientRegistration registration) {
        DefaultOAuth2AuthorizationRequestResolver resolver = new DefaultOAuth2AuthorizationRequestResolver(
                new InMemoryClientRegistrationRepository(registration), "/oauth2/authorization");
        resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        MockHttpServletRequest http = new MockHttpServletRequest("GET", "/oauth2/authorization/clerk");
        http.setServletPath("/oauth2/authorization/clerk");
        return requireNonNull(resolver.resolve(http));
    }

    private ClientRegistration registration() {
        return ClientRegistrations.fromIssuerLocation("http://127.0.0.1:" + port)
                .registrationId("clerk")
                .clientId("hUbIfYiDeNtItY01")
                .clientSecret("local0only0clerk0client0secret00")
                .redirectUri(CALLBACK)
                .scope(Set.of("openid", "profile", "email", "offline_access"))
                .build();
    }
}
