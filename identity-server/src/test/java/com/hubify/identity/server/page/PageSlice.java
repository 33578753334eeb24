package com.hubify.identity.server.page;

import com.hubify.identity.envelope.RequestIds;
import com.hubify.identity.server.account.Accounts;
import com.hubify.identity.server.activity.InMemoryActivities;
import com.hubify.identity.server.apikey.ApiKeyRevoker;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.apikey.BreakableApiKeys;
import com.hubify.identity.server.apikey.change.ApiKeyChanges;
import com.hubify.identity.server.apikey.change.ReviewedApiKeys;
import com.hubify.identity.server.apikey.leak.Disarming;
import com.hubify.identity.server.apikey.leak.LeakResponse;
import com.hubify.identity.server.apikey.leak.LeakedKeys;
import com.hubify.identity.server.apikey.member.ManagedKeys;
import com.hubify.identity.server.apikey.use.InMemoryApiKeyUseRecords;
import com.hubify.identity.server.consent.ConsentDecision;
import com.hubify.identity.server.device.DeviceOutcome;
import com.hubify.identity.server.grant.InMemoryConnectedApplications;
import com.hubify.identity.server.logout.SignOut;
import com.hubify.identity.server.logout.TestSignOut;
import com.hubify.identity.server.organization.acting.OrganizationChoice;
import com.hubify.identity.server.organization.acting.OrganizationChooser;
import com.hubify.identity.server.organization.acting.TestOrganizations;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.identity.server.revocation.Revocations;
import com.hubify.identity.server.session.HeldSessions;
import com.hubify.identity.server.session.InMemoryHeldSessions;
import com.hubify.identity.server.standing.Departures;
import com.hubify.identity.server.standing.TestDepartures;
import com.hubify.testing.TestClock;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/** What {@link PageTest} runs in. */
@EnableWebSecurity
@ImportAutoConfiguration({
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    MessageSourceAutoConfiguration.class,
    ThymeleafAutoConfiguration.class
})
@ConfigurationPropertiesScan("com.hubify.identity.server.session")
@ComponentScan({
    "com.hubify.identity.server.page",
    "com.hubify.identity.server.apikey.page",
    "com.hubify.identity.server.grant.page",
    "com.hubify.identity.server.organization.page",
    "com.hubify.identity.server.signin"
})
@ComponentScan(
        basePackages = {
            "com.hubify.identity.server.activity",
            "com.hubify.identity.server.api",
            "com.hubify.identity.server.apikey",
            "com.hubify.identity.server.authorization",
            "com.hubify.identity.server.consent",
            "com.hubify.identity.server.device",
            "com.hubify.identity.server.login",
            "com.hubify.identity.server.logout",
            "com.hubify.identity.server.session"
        },
        useDefaultFilters = false,
        includeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern =
                                ".*\\.(ActivityController|ActivitySection|ApiErrorWriter|ApiKeyEditor|ApiKeyIssuer|ApiKeyRevoker|ApiKeyRotator|BrowserSecrets|ClerkSignOut|SignOutController|SignedOutReturn|LoginController|CarriedRequests|ConsentController|ConsentDecision|ConsentWithdrawal|ScopeDescriptions|DeviceController|DeviceOutcome|ExistingScopes|KeyUsage|RecentSignIn|RepeatedIssuance|RevokedSignIns)"))
class PageSlice {

    @Bean
    SecurityFilterChain pages(
            HttpSecurity http, ConsentDecision decision, DeviceOutcome outcome, ProtocolErrorPage errors) {
        return http.oauth2AuthorizationServer(server -> server.authorizationEndpoint(endpoint ->
                                endpoint.consentPage("/oauth2/consent").authenticationProviders(decision))
                        .deviceAuthorizationEndpoint(endpoint -> endpoint.verificationUri("/activate"))
                        .deviceVerificationEndpoint(endpoint -> endpoint.consentPage("/oauth2/consent")
                                .authenticationProviders(decision)
                                .deviceVerificationResponseHandler(outcome)
                                .errorResponseHandler(outcome)))
                .authorizeHttpRequests(
                        requests -> requests.requestMatchers("/oauth2/**", "/activate", "/activated", "/account/**")
                                .authenticated()
                                .anyRequest()
                                .permitAll())
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login")))
                .build();
    }

    @Bean
    RegisteredClientRepository clients() {
        return new KnownClients();
    }

    @Bean
    GrantsOfOneTest authorizations() {
        return new GrantsOfOneTest();
    }

    @Bean
    ConsentsOfOneTest consents() {
        return new ConsentsOfOneTest();
    }

    @Bean
    InMemoryConnectedApplications connectedApplications() {
        return new InMemoryConnectedApplications();
    }

    @Bean
    Departures departures() {
        return new TestDepartures().departures();
    }

    @Bean
    InMemoryHeldSessions heldSessions() {
        return new InMemoryHeldSessions();
    }

    @Bean
    SignOut signOut(Revocations revocations, HeldSessions sessions, ApplicationEventPublisher events, Clock clock) {
        return TestSignOut.of(revocations, sessions, events, clock);
    }

    @Bean
    TestOrganizations organizations(Clock clock) {
        return new TestOrganizations(clock);
    }

    @Bean
    ManagedKeys managedKeys(
            ApiKeys keys,
            ApiKeyRevoker revoker,
            TestOrganizations organizations,
            Departures departures,
            ApplicationEventPublisher events) {
        return new ManagedKeys(keys, revoker, organizations.members(), departures, events);
    }

    @Bean
    OrganizationChoice organizationChoice(TestOrganizations organizations) {
        return organizations.choice();
    }

    @Bean
    OrganizationChooser organizationChooser(TestOrganizations organizations) {
        return organizations.chooser();
    }

    @Bean
    InMemoryActivities recordedActivities() {
        return new InMemoryActivities();
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings() {
        return AuthorizationServerSettings.builder().issuer("http://localhost").build();
    }

    @Bean
    RequestIds requestIds() {
        return new RequestIds(new SecureRandom());
    }

    @Bean
    SecureRandom random() {
        return new SecureRandom();
    }

    @Bean
    TestClock clock() {
        return TestClock.standing();
    }

    @Bean
    BreakableApiKeys keys(Clock clock) {
        return new BreakableApiKeys(clock);
    }

    @Bean
    InMemoryApiKeyUseRecords uses(Clock clock) {
        return new InMemoryApiKeyUseRecords(clock);
    }

    @Bean
    InMemoryRevocations revocations() {
        return new InMemoryRevocations();
    }

    @Bean
    ApiKeyChanges changes(ApiKeys keys, InMemoryRevocations revocations, ApiKeyRevoker revoker, Clock clock) {
        return new ReviewedApiKeys(keys, revocations, revoker, clock).changes();
    }

    @Bean
    LeakedKeys leaked(
            ApiKeys keys,
            ApiKeyChanges changes,
            ApiKeyRevoker revoker,
            InMemoryRevocations revocations,
            Clock clock,
            ApplicationEventPublisher events) {
        return Disarming.keys(LeakResponse.QUARANTINE, keys, changes, revoker, revocations, clock, events);
    }

    @Bean
    Accounts accounts() {
        return new KnownPeople();
    }
}
