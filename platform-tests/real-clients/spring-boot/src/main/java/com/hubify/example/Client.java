package com.hubify.example;

import static org.springframework.security.config.Customizer.withDefaults;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.annotation.RegisteredOAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Signs people in as Boot does by default, and out at the server, too, as Spring Security's manual says. */
@RestController
@Profile("client")
class Client {

    private static final String PAGE = "<!doctype html><title>Client</title><pre id=\"seen\">%s</pre>";

    @GetMapping("/login-then-profile")
    String profile(
            @AuthenticationPrincipal OidcUser person,
            @RegisteredOAuth2AuthorizedClient("hubify") OAuth2AuthorizedClient client) {
        var seen = "{\"sub\":\"%s\",\"email\":\"%s\",\"accessToken\":\"%s\"}";
        return PAGE.formatted(seen.formatted(
                person.getSubject(), person.getUserInfo().getEmail(), client.getAccessToken().getTokenValue()));
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
