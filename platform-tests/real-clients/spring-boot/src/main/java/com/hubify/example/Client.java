package com.hubify.example;

import static org.springframework.security.config.Customizer.withDefaults;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Signs people in as Boot does by default, and out at the server, too, as Spring Security's manual says. */
@RestController
@Profile("client")
class Client {

    private static final String PAGE = "<!doctype html><title>Client</title><pre id=\"seen\">%s</pre>";

    private final OAuth2AuthorizedClientRepository clients;
    private final DefaultOAuth2AuthorizedClientManager manager;

    Client(ClientRegistrationRepository registrations, OAuth2AuthorizedClientRepository clients) {
        this.clients = clients;
        this.manager = new DefaultOAuth2AuthorizedClientManager(registrations, clients);
        // As if every access token were about to expire.
        manager.setAuthorizedClientProvider(OAuth2AuthorizedClientProviderBuilder.builder()
                .authorizationCode()
                .refreshToken(refresh -> refresh.clockSkew(Duration.ofDays(1)))
                .build());
    }

    @GetMapping("/login-then-profile")
    String profile(
            OAuth2AuthenticationToken authentication, HttpServletRequest request, HttpServletResponse response) {
        var first = clients.loadAuthorizedClient("hubify", authentication, request).getAccessToken();
        var second = manager.authorize(OAuth2AuthorizeRequest.withClientRegistrationId("hubify")
                        .principal(authentication)
                        .attribute(HttpServletRequest.class.getName(), request)
                        .attribute(HttpServletResponse.class.getName(), response)
                        .build())
                .getAccessToken();
        var person = (OidcUser) authentication.getPrincipal();
        var seen = "{\"sub\":\"%s\",\"email\":\"%s\",\"refreshed\":%b,\"accessToken\":\"%s\"}";
        return PAGE.formatted(seen.formatted(
                person.getSubject(),
                person.getUserInfo().getEmail(),
                !first.getTokenValue().equals(second.getTokenValue()),
                second.getTokenValue()));
    }

    @GetMapping("/")
    String home() {
        return PAGE.formatted("{\"signedIn\":false}");
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http, ClientRegistrationRepository registrations) throws Exception {
        var signOut = new OidcClientInitiatedLogoutSuccessHandler(registrations);
        signOut.setPostLogoutRedirectUri("{baseUrl}/");
        return http.authorizeHttpRequests(requests ->
                        requests.requestMatchers("/").permitAll().anyRequest().authenticated())
                .oauth2Login(withDefaults())
                .oauth2Client(withDefaults())
                .logout(logout -> logout.logoutSuccessHandler(signOut))
                .build();
    }
}
