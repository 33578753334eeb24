package com.hubify.example;

import static org.springframework.security.config.Customizer.withDefaults;

import java.security.Principal;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Guarded by Spring Security alone, with a decoder for access tokens of RFC 9068. */
@RestController
@Profile("service")
class Service {

    @GetMapping("/whoami")
    String whoAmI(Principal caller) {
        return caller.getName();
    }

    @GetMapping("/v1/experiments")
    String experiments() {
        return "[]";
    }

    // Boot's own decoder takes "typ": "JWT" only. That type is what ID tokens have, which no service may accept.
    @Bean
    JwtDecoder jwtDecoder(
            @Value("${spring.security.oauth2.resourceserver.jwt.issuer-uri}") String issuer,
            @Value("${spring.security.oauth2.resourceserver.jwt.audiences}") String audience) {
        var decoder =
                NimbusJwtDecoder.withIssuerLocation(issuer).validateType(false).build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(),
                new JwtIssuerValidator(issuer),
                new JwtAudienceValidator(audience),
                new JwtTypeValidator("at+jwt")));
        return decoder;
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/v1/experiments/**")
                        .hasAnyAuthority("SCOPE_experiments:read", "SCOPE_experiments:*", "SCOPE_*")
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(service -> service.jwt(withDefaults()))
                .build();
    }
}
