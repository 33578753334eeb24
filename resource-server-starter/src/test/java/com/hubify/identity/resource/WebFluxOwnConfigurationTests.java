package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.reactive.HubifyReactiveResourceServer;
import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.reactive.config.EnableWebFlux;

/** A service with a chain, a WebFlux configuration and an exception handler of its own: none of them may open anything. */
@SpringBootTest(
        properties = {
            "spring.main.web-application-type=reactive",
            "management.endpoints.web.exposure.include=*",
            "hubify.resource.rules[0].path=/by-property",
            "hubify.resource.rules[0].scopes=pods:read"
        })
@AutoConfigureWebTestClient
@TestIssuer
@ExtendWith(OutputCaptureExtension.class)
class WebFluxOwnConfigurationTests {

    @Autowired
    WebTestClient web;

    @Autowired
    TestTokens tokens;

    @Test
    void acceptsCredentialsThroughItsChain() {
        get("/labs", tokens.accessToken().scopes("labs:read").bearer())
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .isEqualTo(TestTokens.SUBJECT);
    }

    @Test
    void refusesThroughItsChain() {
        get("/labs", "Bearer nonsense").expectStatus().isUnauthorized();
        web.get()
                .uri("/closed")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .exists(HttpHeaders.WWW_AUTHENTICATE);
    }

    @Test
    void enforcesScopesWhereTheChainLetsAnybodyThrough() {
        web.get().uri("/labs").exchange().expectStatus().isUnauthorized();
        get("/labs", tokens.accessToken().scopes("pods:read").bearer())
                .expectStatus()
                .isForbidden();
    }

    // Attack: the environment by any token, where a chain leaves all that it does not name to the rules.
    @Test
    void closesTheActuatorWhereItsChainAsksTheRules(CapturedOutput output) {
        String caller = tokens.accessToken().scopes("labs:read").bearer();

        get("/actuator/env", caller).expectStatus().isForbidden();
        assertThat(output)
                .contains(
                        "403 for GET /actuator/env (req_",
                        "add a rule to hubify.resource.rules",
                        "begins with /actuator/");
        get("/actuator/health", caller).expectStatus().isOk();
    }

    // Fault: the caller with a good token was told that it sent none or a bad one, and so was the operator.
    @Test
    void saysWhereNoChainReadsCredentials(CapturedOutput output) {
        get("/deaf", tokens.accessToken().scopes("labs:read").bearer())
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .value(HttpHeaders.WWW_AUTHENTICATE, value -> assertThat(value).doesNotContain("error"))
                .expectBody()
                .jsonPath("$.error.message")
                .isEqualTo("Bearer credentials are not read at this path");
        assertThat(output).contains("401 for GET /deaf (req_", "a bearer credential was sent, but the filter chain");
    }

    @Test
    void appliesTheRulesWhereItsChainSaysSo() {
        get("/by-property", tokens.accessToken().scopes("labs:read").bearer())
                .expectStatus()
                .isForbidden()
                .expectHeader()
                .value(HttpHeaders.WWW_AUTHENTICATE, value -> assertThat(value).contains("scope=\"pods:read\""));
        get("/by-property", tokens.accessToken().scopes("pods:*").bearer())
                .expectStatus()
                .isOk();
    }

    @Test
    void goesByAuthoritiesOfItsChain() {
        get("/ruled", tokens.accessToken().scopes("labs:read").bearer())
                .expectStatus()
                .isForbidden();
        get("/ruled", tokens.accessToken().scopes("agents:*").bearer())
                .expectStatus()
                .isOk();
    }

    @Test
    void publishesItsMetadata() {
        web.get()
                .uri("/.well-known/oauth-protected-resource")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.scopes_supported[1]")
                .isEqualTo("pods:read");
    }

    private ResponseSpec get(String path, String credential) {
        return web.get().uri(path).header(HttpHeaders.AUTHORIZATION, credential).exchange();
    }

    /** Switches off Spring Boot's WebFlux configuration. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableWebFlux
    @Import({Labs.class, Everything.class})
    static class Service {

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        SecurityWebFilterChain deaf(ServerHttpSecurity http) {
            return http.securityMatcher(ServerWebExchangeMatchers.pathMatchers("/deaf"))
                    .authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                    .build();
        }

        @Bean
        SecurityWebFilterChain own(
                ServerHttpSecurity http,
                HubifyReactiveResourceServer hubify,
                ReactiveAuthorizationManager<AuthorizationContext> hubifyRules) {
            return hubify.credentials(http)
                    .authorizeExchange(exchanges -> exchanges
                            .pathMatchers("/labs")
                            .permitAll()
                            .pathMatchers("/ruled")
                            .hasAuthority("SCOPE_agents:read")
                            .anyExchange()
                            .access(hubifyRules))
                    .build();
        }
    }

    @RestControllerAdvice
    static class Everything {

        @ExceptionHandler(Exception.class)
        String swallow() {
            return "all is well";
        }
    }

    @RestController
    static class Labs {

        @GetMapping({"/labs", "/deaf"})
        @RequiresScope("labs:read")
        String list(Caller caller) {
            return caller.subject();
        }

        @GetMapping({"/ruled", "/by-property"})
        String ruled() {
            return "ruled";
        }
    }
}
