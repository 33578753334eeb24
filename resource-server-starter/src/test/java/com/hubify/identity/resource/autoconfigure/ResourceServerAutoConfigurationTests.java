package com.hubify.identity.resource.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.resource.MaxStaleness;
import com.hubify.identity.resource.RequiresScope;
import com.hubify.identity.resource.issuer.IssuerStanding;
import com.hubify.identity.resource.memory.CredentialVerifier;
import com.hubify.identity.resource.reactive.HubifyReactiveResourceServer;
import com.hubify.identity.resource.revocation.RevocationFeed;
import com.hubify.identity.resource.servlet.HubifyResourceServer;
import com.hubify.identity.resource.servlet.ServletBearerTokens;
import com.hubify.identity.resource.servlet.ServletCredentials;
import com.hubify.identity.resource.servlet.handler.ServletHandlers;
import com.hubify.identity.resource.settings.InvalidDemand;
import com.hubify.identity.resource.settings.ResourceServerProperties;
import com.hubify.identity.resource.test.StubIssuer;
import com.hubify.identity.resource.test.TestTokens;
import com.hubify.identity.resource.verification.AccessTokenVerifier;
import com.hubify.identity.resource.verification.CredentialIntrospector;
import com.hubify.identity.resource.verification.DecodedTokenVerifier;
import com.hubify.identity.resource.verification.Sender;
import com.hubify.identity.resource.verification.TokenVerifier;
import com.hubify.identity.resource.verification.Verification;
import com.hubify.identity.unseen.Unseen;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.Filter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.annotation.UserConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@ExtendWith(OutputCaptureExtension.class)
class ResourceServerAutoConfigurationTests {

    private static final AutoConfigurations ALL = AutoConfigurations.of(
            ResourceServerAutoConfiguration.class,
            SecurityAutoConfiguration.class,
            SecurityFilterAutoConfiguration.class,
            ServletWebSecurityAutoConfiguration.class,
            ManagementWebSecurityAutoConfiguration.class,
            UserDetailsServiceAutoConfiguration.class,
            OAuth2ResourceServerAutoConfiguration.class,
            OAuth2ResourceServerWebSecurityAutoConfiguration.class,
            JacksonAutoConfiguration.class,
            HttpMessageConvertersAutoConfiguration.class,
            WebMvcAutoConfiguration.class,
            DispatcherServletAutoConfiguration.class);

    private final WebApplicationContextRunner unset = new WebApplicationContextRunner().withConfiguration(ALL);
    private final WebApplicationContextRunner service =
            unset.withPropertyValues("hubify.resource.issuer-uri=http://127.0.0.1:1");

    @Test
    void startsWhileIssuerIsDown() {
        service.run(context -> assertThat(context).hasNotFailed().hasBean("hubifyResourceServerChain"));
    }

    @Test
    void addsOneChainAndNobodysUsers() {
        service.withPropertyValues("hubify.resource.client-id=a", "hubify.resource.client-secret=b")
                .run(context -> {
                    assertThat(context).hasSingleBean(SecurityFilterChain.class);
                    assertThat(context).doesNotHaveBean(UserDetailsService.class);
                    assertThat(context).doesNotHaveBean(AuthenticationManager.class);
                    assertThat(context).doesNotHaveBean(JwtDecoder.class);
                });
    }

    @Test
    void refusesToStartWithoutIssuer() {
        unset.run(context ->
                assertThat(context).getFailure().rootCause().hasMessage("hubify.resource.issuer-uri is not set"));
    }

    @Test
    void saysAtStartWhatIsMissing(CapturedOutput output) {
        SpringApplication application = new SpringApplication(Unset.class);

        assertThatThrownBy(application::run).isNotNull();

        assertThat(output)
                .contains(
                        "APPLICATION FAILED TO START",
                        "hubify.resource.issuer-uri is not set.",
                        "for example hubify.resource.issuer-uri=http");
    }

    @ParameterizedTest
    @CsvSource({
        "https://clerk.example.com, 'are accepted, in production: hubify.resource.clerk.authorized-parties is not set'",
        "https://brave-otter-42.clerk.accounts.dev, 'are accepted: hubify.resource.clerk.authorized-parties is not set'",
        "http://127.0.0.1:9090, ",
        "http://localhost:9090, "
    })
    void warnsOfOriginsThatAreNotNamedSaveWhereClerkIsStoodInFor(
            String clerk, @Nullable String warning, CapturedOutput output) {
        service.withPropertyValues("hubify.resource.clerk.issuer=" + clerk).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(output.toString().contains("clerk.authorized-parties is not set"))
                    .isEqualTo(warning != null);
            assertThat(output).contains(warning == null ? "" : warning);
        });
    }

    @Test
    void staysOutOfApplicationsThatServeNobody() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ResourceServerAutoConfiguration.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(CredentialVerifier.class));
    }

    @Test
    void leavesEverythingToAChainOfTheServiceThatMatchesEverything() {
        service.withConfiguration(UserConfigurations.of(OwnChain.class)).run(context -> {
            assertThat(chainOf("/v1/labs", context)).isSameAs(context.getBean("own"));
            assertThat(context).hasSingleBean(CredentialVerifier.class);
        });
    }

    @Test
    void opensWhatNoChainMatchesOnlyWhereItIsToldTo(CapturedOutput output) {
        service.withPropertyValues("hubify.resource.filter-chain.enabled=false").run(context -> {
            MockHttpServletRequest request = new MockHttpServletRequest("GET", "/v1/labs");
            assertThat(context.getBean("springSecurityFilterChain", FilterChainProxy.class)
                            .getFilterChains())
                    .noneMatch(chain -> chain.matches(request));
            assertThat(output).contains("hubify.resource.filter-chain.enabled is false: requests that none of");
        });
    }

    @Test
    void saysAtStartWhichChainProtectsWhat(CapturedOutput output) {
        service.withConfiguration(UserConfigurations.of(OwnChain.class))
                .run(context -> assertThat(output)
                        .contains(
                                "These filter chains decide about the requests they match",
                                "defined as 'own'",
                                "any request"));
        service.run(context ->
                assertThat(chainOf("/v1/labs", context)).isSameAs(context.getBean("hubifyResourceServerChain")));
    }

    // Fault: rules and public paths of a service whose own chain takes every request were void without a word.
    @Test
    void warnsOfRulesAndPublicPathsThatNoChainAsks(CapturedOutput output) {
        WebApplicationContextRunner ruled = service.withPropertyValues(
                "hubify.resource.public-paths=/pages/{name}",
                "hubify.resource.rules[0].path=/v1/labs/**",
                "hubify.resource.rules[0].methods=POST",
                "hubify.resource.rules[0].scopes=labs:write",
                "hubify.resource.rules[1].path=/**");

        ruled.run(context -> assertThat(output).doesNotContain("Not in force"));
        ruled.withConfiguration(UserConfigurations.of(OwnChain.class))
                .run(context -> assertThat(output)
                        .contains(
                                "Not in force: hubify.resource.rules[0] for /v1/labs/**, hubify.resource.rules[1] for /**.",
                                "Not in force: /pages/{name} in hubify.resource.public-paths"));
    }

    @Test
    void warnsOfNoRulesThatAChainAsksOrThatAreForOtherRequests(CapturedOutput output) {
        service.withPropertyValues("hubify.resource.rules[0].path=/v1/labs/**")
                .withConfiguration(UserConfigurations.of(AskingChain.class))
                .run(context -> assertThat(output).doesNotContain("Not in force"));
        service.withPropertyValues(
                        "hubify.resource.rules[0].path=/v1/labs/**", "hubify.resource.rules[1].path=/console/x")
                .withConfiguration(UserConfigurations.of(NarrowChain.class))
                .run(context -> assertThat(output)
                        .contains("Not in force: hubify.resource.rules[1] for /console/x.")
                        .doesNotContain("rules[0]"));
    }

    // A bean of this name takes the place of all of Spring Security: the starter cannot know what it lets through.
    @Test
    void refusesToStartWhereItsChainIsNotAsked() {
        service.withBean(
                        "springSecurityFilterChain",
                        Filter.class,
                        () -> (request, response, chain) -> chain.doFilter(request, response))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                        .hasMessageStartingWith("hubify.resource.filter-chain.enabled can't take effect"));
    }

    // The same, where the service asks for Spring Security and then puts a bean of its own in its place.
    @Test
    void refusesToStartWhereTheFilterHoldsOtherChains() {
        service.withAllowBeanDefinitionOverriding(true)
                .withUserConfiguration(OwnFilter.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                        .hasMessageStartingWith("hubify.resource.filter-chain.enabled can't take effect"));
    }

    // Attack: none, for every request was open to anybody without a word.
    @Test
    void refusesToStartWhereItsChainIsNotAskedAboutRequests() {
        service.withPropertyValues("spring.security.filter.dispatcher-types=error")
                .run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                        .hasMessageContaining("spring.security.filter.dispatcher-types"));
    }

    // Attack: a call over RSocket or gRPC, or a message in a queue, runs what a scope guards.
    @Test
    void refusesAnnotatedBeansWhereThereAreNoWebRequests() {
        ApplicationContextRunner application = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(UnknownCallersAutoConfiguration.class));

        application
                .withBean(Guarded.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOf(InvalidDemand.class)
                        .hasMessageContaining("Guarded")
                        .hasMessageContaining("so no call has a known caller"));
        application.run(context -> assertThat(context).hasNotFailed());
        ApplicationContextRunner byHand = application
                .withInitializer(context -> AutoConfigurationPackages.register(
                        (BeanDefinitionRegistry) context.getBeanFactory(), Unseen.class.getPackageName()))
                .withUserConfiguration(Unseen.GrpcByHand.class);
        byHand.run(context -> assertThat(context)
                .getFailure()
                .isInstanceOf(InvalidDemand.class)
                .hasMessageContaining("GrpcByHand"));
        byHand.withPropertyValues("hubify.resource.unenforced-annotations=warn")
                .run(context -> assertThat(context).hasNotFailed());
    }

    static class Guarded {

        @RequiresScope("labs:write")
        void write() {}
    }

    private static SecurityFilterChain chainOf(String path, ApplicationContext context) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        return context.getBean("springSecurityFilterChain", FilterChainProxy.class).getFilterChains().stream()
                .filter(chain -> chain.matches(request))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void verifiesWithTheDecoderThatTheServiceMarksForIt() {
        service.withBean("hubify", JwtDecoder.class, () -> token -> {
                    throw new BadJwtException("no");
                })
                .run(context -> {
                    assertThat(context).getBean(TokenVerifier.class).isInstanceOf(DecodedTokenVerifier.class);
                    assertThat(context).hasSingleBean(SecurityFilterChain.class);
                });
    }

    @Test
    void asksValidatorsOfTheServiceAboutAccessTokens() {
        try (StubIssuer issuer = new StubIssuer()) {
            TestTokens tokens = new TestTokens(issuer, "https://api.hubify.com", List.of(), Clock::systemUTC);
            unset.withPropertyValues("hubify.resource.issuer-uri=" + issuer.issuer())
                    .withConfiguration(UserConfigurations.of(OwnRule.class))
                    .run(context -> {
                        CredentialVerifier verifier = context.getBean(CredentialVerifier.class);
                        assertThat(verifier.verify(tokens.accessToken().value(), Sender.UNKNOWN, Duration.ofMinutes(5)))
                                .isEqualTo(Verification.refused(Verification.Reason.CLAIMS));
                        assertThat(verifier.verify(
                                        tokens.accessToken()
                                                .claim("tenant", "ours")
                                                .value(),
                                        Sender.UNKNOWN,
                                        Duration.ofMinutes(5)))
                                .isInstanceOf(Verification.Accepted.class);
                    });
        }
    }

    // A property left over from another starter must not replace our decoder by one that lets ID tokens through.
    @Test
    void isNotReplacedByTheDecoderOfSpringBoot() {
        service.withPropertyValues("spring.security.oauth2.resourceserver.jwt.issuer-uri=http://127.0.0.1:1")
                .run(context -> {
                    assertThat(context).getBean(TokenVerifier.class).isInstanceOf(AccessTokenVerifier.class);
                    assertThat(context).hasSingleBean(SecurityFilterChain.class).hasBean("hubifyResourceServerChain");
                });
    }

    @Test
    void asksTheIntrospectorThatTheServiceMarksForIt() {
        OpaqueTokenIntrospector own = token -> {
            throw new IllegalStateException();
        };

        service.withBean("hubify", OpaqueTokenIntrospector.class, () -> own)
                .run(context -> assertThat(context.getBean(CredentialIntrospector.class))
                        .isEqualTo(new CredentialIntrospector(own)));
    }

    /** Fault: beans for tokens of another issuer, perhaps a library's, took Hubify's over. All got 401, and health was up. */
    @Test
    void leavesDecodersAndIntrospectorsAloneThatAreForOtherTokens() {
        service.withBean(JwtDecoder.class, () -> token -> {
                    throw new BadJwtException("no");
                })
                .withBean("others", OpaqueTokenIntrospector.class, () -> token -> {
                    throw new IllegalStateException();
                })
                .run(context -> {
                    assertThat(context).getBean(TokenVerifier.class).isInstanceOf(AccessTokenVerifier.class);
                    assertThat(context).hasSingleBean(JwtDecoder.class).hasSingleBean(OpaqueTokenIntrospector.class);
                    assertThat(context.getBean(CredentialIntrospector.class).value())
                            .isNotSameAs(context.getBean(OpaqueTokenIntrospector.class));
                });
    }

    @Test
    void findsCredentialsWithTheResolverThatTheServiceMarksForIt() {
        BearerTokenResolver own = request -> null;

        service.withBean("hubify", BearerTokenResolver.class, () -> own)
                .run(context -> assertThat(
                                context.getBean(ServletCredentials.class).resolver())
                        .isSameAs(own));
    }

    // Fault: one for a partner's tokens found none of Hubify's, and with two of them the service did not start.
    @Test
    void leavesResolversForOtherCredentialsAlone() {
        service.withBean("partner", BearerTokenResolver.class, () -> request -> null)
                .withBean("other", BearerTokenResolver.class, () -> request -> null)
                .run(context -> assertThat(
                                context.getBean(ServletCredentials.class).resolver())
                        .isInstanceOf(ServletBearerTokens.class));
    }

    // Fault: a bean of the service that happens to have the same name as one of the starter kept it from starting.
    @Test
    void namesItsBeansApartFromTheService() {
        service.run(context -> assertThat(Arrays.stream(context.getBeanDefinitionNames())
                        .filter(name -> {
                            Class<?> type = context.getType(name);
                            return type != null && type.getName().startsWith("com.hubify.");
                        })
                        .filter(name -> !name.contains(".")))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("hubify")));
    }

    @Test
    void takesTheClockOfTheService() {
        service.withBean(Clock.class, () -> Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void followsTheRevocationsWithCredentialsOfItsOwn() {
        service.withPropertyValues("hubify.resource.client-id=", "hubify.resource.client-secret=")
                .run(context -> {
                    RevocationFeed feed = context.getBean(RevocationFeed.class);
                    assertThat(feed.isRunning()).isFalse();
                    assertThat(feed.standing()).isEqualTo(IssuerStanding.OFF);
                });
        service.withPropertyValues("hubify.resource.client-id=a", "hubify.resource.client-secret=b")
                .run(context -> {
                    RevocationFeed feed = context.getBean(RevocationFeed.class);
                    assertThat(feed.isRunning()).isTrue();
                    context.close();
                    assertThat(feed.isRunning()).isFalse();
                });
    }

    @Test
    void addsHealthWhereTheActuatorIs() {
        service.run(context -> assertThat(context).hasSingleBean(HealthIndicator.class));
        service.withPropertyValues("management.health.hubify.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(HealthIndicator.class));
    }

    @Test
    void backsOffWhenServiceDefinesItsOwnHealth() {
        HealthIndicator own = () -> Health.up().build();

        service.withBean("hubifyHealthIndicator", HealthIndicator.class, () -> own)
                .run(context ->
                        assertThat(context).getBean(HealthIndicator.class).isSameAs(own));
    }

    // A service may answer with other servlets; its chain is then its own: the starter's asks MVC about other origins.
    @Test
    void worksWithoutSpringMvc() {
        service.withClassLoader(new FilteredClassLoader("org.springframework.web.servlet"))
                .withConfiguration(UserConfigurations.of(OwnChain.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(CredentialVerifier.class)
                        .doesNotHaveBean(ServletHandlers.class));
    }

    @Test
    void worksWithoutTheActuator() {
        service.withClassLoader(
                        new FilteredClassLoader("org.springframework.boot.health", "org.springframework.boot.actuate"))
                .run(context -> assertThat(context).hasNotFailed().hasBean("hubifyResourceServerChain"));
    }

    @Test
    void countsInTheRegistryOfTheService() {
        service.withBean(SimpleMeterRegistry.class)
                .run(context -> assertThat(context.getBean(SimpleMeterRegistry.class)
                                .get("hubify.resource.cache")
                                .tag("result", "hit")
                                .counter()
                                .count())
                        .isZero());
        service.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(MeterRegistry.class));
    }

    @Test
    void refusesToStartWithMisspeltScope() {
        service.withBean(Misspelt.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessageContaining("@RequiresScope(\"labs read\")")
                        .hasMessageContaining("does not name a scope"));
    }

    @Test
    void saysAtStartWhichAnnotationMakesNoSense(CapturedOutput output) {
        SpringApplication application = new SpringApplication(Unset.class, Misspelt.class);

        assertThatThrownBy(
                        () -> application.run("--hubify.resource.issuer-uri=http://localhost:9000", "--server.port=0"))
                .isNotNull();

        assertThat(output)
                .contains("APPLICATION FAILED TO START", "@RequiresScope(\"labs read\") on", "Name scopes such as")
                .doesNotContain("\tat ");
    }

    @Test
    void refusesToStartWithStalenessItCannotKeep() {
        service.withBean(Fresh.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                        .hasMessageStartingWith("hubify.resource.client-id is not set although @MaxStaleness is on")
                        .hasMessageContaining("Fresh#handle()"));
        service.withPropertyValues("hubify.resource.client-id=a", "hubify.resource.client-secret=b")
                .withBean(Fresh.class)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void addsNothingReactive() {
        service.run(context -> assertThat(context)
                .doesNotHaveBean(SecurityWebFilterChain.class)
                .doesNotHaveBean(HubifyReactiveResourceServer.class));
    }

    @Test
    void worksWithoutWebFlux() {
        service.withClassLoader(
                        new FilteredClassLoader("reactor", "org.reactivestreams", "org.springframework.web.reactive"))
                .run(context -> assertThat(context).hasNotFailed().hasBean("hubifyResourceServerChain"));
    }

    @Test
    void worksWithoutSpringBootsMetrics() {
        service.withClassLoader(new FilteredClassLoader("org.springframework.boot.micrometer"))
                .run(context -> assertThat(context).hasNotFailed().hasBean("hubifyResourceServerChain"));
    }

    @Test
    void hidesTheSecret() {
        service.withPropertyValues("hubify.resource.client-id=a", "hubify.resource.client-secret=open-sesame")
                .run(context -> assertThat(
                                context.getBean(ResourceServerProperties.class).toString())
                        .doesNotContain("open-sesame"));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Unset {}

    @Configuration(proxyBeanMethods = false)
    static class OwnRule {

        @Bean
        @Qualifier("hubify")
        OAuth2TokenValidator<Jwt> ofOurTenant() {
            return new JwtClaimValidator<>("tenant", "ours"::equals);
        }

        @Bean
        OAuth2TokenValidator<Jwt> ofAPartner() {
            return new JwtIssuerValidator("https://partner.example");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebSecurity
    static class OwnFilter {

        @Bean
        FilterChainProxy springSecurityFilterChain() {
            return new FilterChainProxy(List.of());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnChain {

        @Bean
        SecurityFilterChain own(HttpSecurity http) {
            return http.with(HubifyResourceServer.credentials(), Customizer.withDefaults())
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class AskingChain {

        @Bean
        SecurityFilterChain own(HttpSecurity http, AuthorizationManager<RequestAuthorizationContext> hubifyRules) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().access(hubifyRules))
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class NarrowChain {

        @Bean
        SecurityFilterChain own(HttpSecurity http) {
            return http.securityMatcher("/console/**")
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
    }

    @RestController
    static class Fresh {

        @GetMapping("/fresh")
        @MaxStaleness("2s")
        void handle() {}
    }

    @RestController
    static class Misspelt {

        @GetMapping("/misspelt")
        @RequiresScope("labs read")
        void handle() {}
    }
}
