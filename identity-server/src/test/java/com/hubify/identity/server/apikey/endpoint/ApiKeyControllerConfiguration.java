package com.hubify.identity.server.apikey.endpoint;

import com.hubify.identity.envelope.RequestIds;
import com.hubify.identity.server.api.ApiAccessDeniedHandler;
import com.hubify.identity.server.api.ApiAuthenticationEntryPoint;
import com.hubify.identity.server.apikey.ApiKeyRevoker;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.apikey.BreakableApiKeys;
import com.hubify.identity.server.apikey.StoredApiKeyVerifier;
import com.hubify.identity.server.apikey.TestTokens;
import com.hubify.identity.server.apikey.attempt.KeyAttempts;
import com.hubify.identity.server.apikey.attempt.TestKeyAttempts;
import com.hubify.identity.server.apikey.change.ApiKeyChanges;
import com.hubify.identity.server.apikey.change.ApiKeyEditor;
import com.hubify.identity.server.apikey.change.ReviewedApiKeys;
import com.hubify.identity.server.apikey.introspection.ApiKeyUses;
import com.hubify.identity.server.apikey.introspection.InMemoryKeyServices;
import com.hubify.identity.server.apikey.introspection.KnownApiKeys;
import com.hubify.identity.server.apikey.issuance.ApiKeyIssuer;
import com.hubify.identity.server.apikey.issuance.ApiKeyRotator;
import com.hubify.identity.server.apikey.issuance.RepeatedIssuance;
import com.hubify.identity.server.apikey.member.ManagedKeys;
import com.hubify.identity.server.organization.InMemoryMemberships;
import com.hubify.identity.server.organization.acting.ActingMembers;
import com.hubify.identity.server.organization.acting.TestOrganizations;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.identity.server.standing.Departures;
import com.hubify.identity.server.standing.TestDepartures;
import com.hubify.testing.TestClock;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** The key API behind a filter chain like the server's, with fakes where the server has Redis. */
@EnableWebMvc
@EnableWebSecurity
@ComponentScan("com.hubify.identity.server.api")
@Import({
    ApiKeyController.class,
    ApiKeyIssuanceController.class,
    CallersKeys.class,
    ManagedKeys.class,
    HeldApiKeyController.class,
    ApiKeyRefusals.class,
    ApiKeyRotator.class,
    ApiKeyEditor.class,
    ExistingScopes.class,
    ApiKeyIssuer.class,
    RepeatedIssuance.class,
    StoredApiKeyVerifier.class,
    KnownApiKeys.class,
    ApiKeyRevoker.class
})
public class ApiKeyControllerConfiguration {

    @Bean
    SecurityFilterChain api(
            HttpSecurity http,
            ApiAuthenticationEntryPoint entryPoint,
            ApiAccessDeniedHandler denied,
            TestTokens tokens) {
        return http.securityMatcher("/v1/**")
                .csrf(CsrfConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                HttpMethod.POST, "/v1/api-keys/revoke", "/v1/api-keys/verify")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.decoder(tokens))
                        .authenticationEntryPoint(entryPoint)
                        .accessDeniedHandler(denied))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(entryPoint).accessDeniedHandler(denied))
                .build();
    }

    @Bean
    TestClock clock() {
        return TestClock.standing();
    }

    @Bean
    SecureRandom random() {
        return new SecureRandom();
    }

    @Bean
    RequestIds requestIds(SecureRandom random) {
        return new RequestIds(random);
    }

    @Bean
    Departures departures() {
        return new TestDepartures().departures();
    }

    @Bean
    TestOrganizations organizations(Clock clock) {
        return new TestOrganizations(clock);
    }

    @Bean
    InMemoryMemberships memberships(TestOrganizations organizations) {
        return organizations.memberships();
    }

    @Bean
    ActingMembers members(TestOrganizations organizations) {
        return organizations.members();
    }

    @Bean
    BreakableApiKeys keys(Clock clock) {
        return new BreakableApiKeys(clock);
    }

    @Bean
    ApiKeyUses uses(ApiKeys keys, InMemoryKeyServices services, Clock clock) {
        return new ApiKeyUses(keys, services, clock, Runnable::run);
    }

    @Bean
    InMemoryKeyServices services() {
        return new InMemoryKeyServices();
    }

    @Bean
    KeyAttempts attempts(Clock clock) {
        return TestKeyAttempts.of(50, 50, clock);
    }

    @Bean
    ApiKeyChanges changes(ApiKeys keys, InMemoryRevocations revocations, ApiKeyRevoker revoker, Clock clock) {
        return new ReviewedApiKeys(keys, revocations, revoker, clock).changes();
    }

    @Bean
    InMemoryRevocations revocations() {
        return new InMemoryRevocations();
    }

    @Bean
    TestTokens tokens() {
        return new TestTokens();
    }
}
