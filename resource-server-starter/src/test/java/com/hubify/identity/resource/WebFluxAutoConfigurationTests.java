package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.autoconfigure.ResourceServerAutoConfiguration;
import com.hubify.identity.resource.memory.CredentialVerifier;
import com.hubify.identity.resource.reactive.HubifyReactiveResourceServer;
import com.hubify.identity.resource.reactive.WebFluxBearerTokens;
import com.hubify.identity.resource.reactive.WebFluxCredentials;
import com.hubify.identity.resource.revocation.RevocationFeed;
import com.hubify.identity.resource.servlet.ServletBearerErrors;
import com.hubify.identity.resource.verification.AccessTokenVerifier;
import com.hubify.identity.resource.verification.CredentialIntrospector;
import com.hubify.identity.resource.verification.DecodedTokenVerifier;
import com.hubify.identity.resource.verification.TokenVerifier;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.UserConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.ReactiveOAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.reactive.ReactiveOAuth2ResourceServerWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.ContextPathCompositeHandler;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;

@ExtendWith(OutputCaptureExtension.class)
class WebFluxAutoConfigurationTests {

    private static final AutoConfigurations ALL = AutoConfigurations.of(
            ResourceServerAutoConfiguration.class,
            SecurityAutoConfiguration.class,
            ReactiveWebSecurityAutoConfiguration.class,
            ReactiveManagementWebSecurityAutoConfiguration.class,
            ReactiveUserDetailsServiceAutoConfiguration.class,
            UserDetailsServiceAutoConfiguration.class,
            OAuth2ResourceServerAutoConfiguration.class,
            ReactiveOAuth2ResourceServerAutoConfiguration.class,
            ReactiveOAuth2ResourceServerWebSecurityAutoConfiguration.class,
            WebFluxAutoConfiguration.class);

    private final ReactiveWebApplicationContextRunner unset =
            new ReactiveWebApplicationContextRunner().withConfiguration(ALL);
    private final ReactiveWebApplicationContextRunner service =
            unset.withPropertyValues("hubify.resource.issuer-uri=http://127.0.0.1:1");

    @Test
    void startsWhileIssuerIsDown() {
        service.run(context -> assertThat(context).hasNotFailed().hasBean("hubifyResourceServerChain"));
    }

    @Test
    void refusesToStartWithoutIssuer() {
        unset.run(context ->
                assertThat(context).getFailure().rootCause().hasMessage("hubify.resource.issuer-uri is not set"));
    }

    @Test
    void addsOneChainAndNobodysUsers() {
        service.withPropertyValues("hubify.resource.client-id=a", "hubify.resource.client-secret=b")
                .run(context -> {
                    assertThat(context).hasSingleBean(SecurityWebFilterChain.class);
                    assertThat(context).doesNotHaveBean(ReactiveUserDetailsService.class);
                    assertThat(context).doesNotHaveBean(ReactiveAuthenticationManager.class);
                    assertThat(context).doesNotHaveBean(JwtDecoder.class);
                });
    }

    @Test
    void addsNothingOfServlets() {
        service.run(context -> assertThat(context)
                .doesNotHaveBean(SecurityFilterChain.class)
                .doesNotHaveBean(ServletBearerErrors.class));
    }

    @Test
    void worksWithoutServlets() {
        service.withClassLoader(new FilteredClassLoader("jakarta.servlet", "org.springframework.web.servlet"))
                .run(context -> assertThat(context).hasNotFailed().hasBean("hubifyResourceServerChain"));
    }

    @Test
    void worksWithoutTheActuator() {
        service.withClassLoader(new FilteredClassLoader(
                        "org.springframework.boot.health",
                        "org.springframework.boot.actuate",
                        "org.springframework.boot.micrometer"))
                .run(context -> assertThat(context).hasNotFailed().hasBean("hubifyResourceServerChain"));
    }

    @Test
    void leavesEverythingToAChainOfTheServiceThatMatchesEverything() {
        service.withConfiguration(UserConfigurations.of(OwnChain.class)).run(context -> {
            MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/v1/labs"));
            assertThat(context.getBean("hubifyResourceServerChain", SecurityWebFilterChain.class)
                            .matches(exchange)
                            .block())
                    .isFalse();
            assertThat(context.getBean("own", SecurityWebFilterChain.class)
                            .matches(exchange)
                            .block())
                    .isTrue();
            assertThat(context).hasSingleBean(CredentialVerifier.class);
        });
    }

    // Fault: rules and public paths of a service whose own chain takes every request were void without a word.
    @Test
    void warnsOfRulesAndPublicPathsThatNoChainAsks(CapturedOutput output) {
        ReactiveWebApplicationContextRunner ruled = service.withPropertyValues(
                "hubify.resource.public-paths=/pages/{name}",
                "hubify.resource.rules[0].path=/v1/labs/**",
                "hubify.resource.rules[0].scopes=labs:write");

        ruled.run(context -> assertThat(output).doesNotContain("Not in force"));
        ruled.withConfiguration(UserConfigurations.of(OwnChain.class))
                .run(context -> assertThat(output)
                        .contains(
                                "Not in force: hubify.resource.rules[0] for /v1/labs/**.",
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

    // A filter of the service's own holds other chains: the starter cannot know what they let through.
    @Test
    void refusesToStartWhereItsChainIsNotAsked() {
        service.withBean("security", WebFilterChainProxy.class, () -> new WebFilterChainProxy(List.of()))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                        .hasMessageStartingWith("hubify.resource.filter-chain.enabled can't take effect"));
    }

    // The same, where all that Spring Security builds chains with is there, and only its filter is another.
    @Test
    void refusesToStartWhereItsChainIsMadeAndNotAsked() {
        service.withBean("security", WebFilterChainProxy.class, () -> new WebFilterChainProxy(List.of()))
                .withBean(ServerHttpSecurity.class, ServerHttpSecurity::http)
                .run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                        .hasMessageStartingWith("hubify.resource.filter-chain.enabled can't take effect"));
    }

    // Attack: none, for with a handler of the service's own no filter is ever called, and all was open without a word.
    @Test
    void refusesToStartWhereNoFilterIsAsked() {
        for (HttpHandler own : List.<HttpHandler>of(
                (request, response) -> Mono.empty(),
                WebHttpHandlerBuilder.webHandler(exchange -> Mono.empty()).build(),
                new ContextPathCompositeHandler(Map.of("/base", (request, response) -> Mono.empty())))) {
            service.withBean("own", HttpHandler.class, () -> own)
                    .run(context -> assertThat(context)
                            .getFailure()
                            .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                            .hasMessageContaining(
                                    "the HttpHandler own calls handlers without Spring Security's filters"));
        }
        service.withConfiguration(AutoConfigurations.of(HttpHandlerAutoConfiguration.class))
                .withPropertyValues("spring.webflux.base-path=/base")
                .run(context -> assertThat(context).hasNotFailed());
        service.withBean("own", HttpHandler.class, () -> (request, response) -> Mono.empty())
                .withPropertyValues("hubify.resource.filter-chain.enabled=false")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void verifiesWithTheDecoderThatTheServiceMarksForIt() {
        service.withBean("hubify", JwtDecoder.class, () -> token -> {
                    throw new BadJwtException("no");
                })
                .run(context ->
                        assertThat(context).getBean(TokenVerifier.class).isInstanceOf(DecodedTokenVerifier.class));
    }

    // Properties left over from another starter must not open a second, laxer way in.
    @Test
    void isNotJoinedByTheResourceServerOfSpringBoot() {
        service.withPropertyValues("spring.security.oauth2.resourceserver.jwt.issuer-uri=http://127.0.0.1:1")
                .run(context -> {
                    assertThat(context).getBean(TokenVerifier.class).isInstanceOf(AccessTokenVerifier.class);
                    assertThat(context)
                            .hasSingleBean(SecurityWebFilterChain.class)
                            .hasBean("hubifyResourceServerChain");
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
    void findsCredentialsWithTheConverterThatTheServiceMarksForIt() {
        ServerAuthenticationConverter own = exchange -> Mono.empty();

        service.withBean("hubify", ServerAuthenticationConverter.class, () -> own)
                .run(context -> assertThat(
                                context.getBean(WebFluxCredentials.class).converter())
                        .isSameAs(own));
    }

    // Fault: one for a partner's tokens found none of Hubify's,
    // and two sources of origins kept the service from starting.
    @Test
    void leavesConvertersAndOriginsForOthersAlone() {
        service.withBean("partner", ServerAuthenticationConverter.class, () -> exchange -> Mono.empty())
                .withBean("one", CorsConfigurationSource.class, () -> exchange -> null)
                .withBean("two", CorsConfigurationSource.class, () -> exchange -> null)
                .run(context -> assertThat(
                                context.getBean(WebFluxCredentials.class).converter())
                        .isInstanceOf(WebFluxBearerTokens.class));
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
    void followsTheRevocationsWithCredentialsOfItsOwn() {
        service.run(context ->
                assertThat(context.getBean(RevocationFeed.class).isRunning()).isFalse());
        service.withPropertyValues("hubify.resource.client-id=a", "hubify.resource.client-secret=b")
                .run(context -> assertThat(context.getBean(RevocationFeed.class).isRunning())
                        .isTrue());
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
    void refusesToStartWithStalenessItCannotKeep() {
        service.withBean(Fresh.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                        .hasMessageStartingWith("hubify.resource.client-id is not set although @MaxStaleness is on"));
        service.withPropertyValues("hubify.resource.client-id=a", "hubify.resource.client-secret=b")
                .withBean(Fresh.class)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnChain {

        @Bean
        SecurityWebFilterChain own(ServerHttpSecurity http, HubifyReactiveResourceServer hubify) {
            return hubify.credentials(http)
                    .authorizeExchange(exchanges -> exchanges.anyExchange().authenticated())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class AskingChain {

        @Bean
        SecurityWebFilterChain own(
                ServerHttpSecurity http, ReactiveAuthorizationManager<AuthorizationContext> hubifyRules) {
            return http.authorizeExchange(exchanges -> exchanges.anyExchange().access(hubifyRules))
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class NarrowChain {

        @Bean
        SecurityWebFilterChain own(ServerHttpSecurity http) {
            return http.securityMatcher(ServerWebExchangeMatchers.pathMatchers("/console/**"))
                    .authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
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
