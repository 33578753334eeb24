package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.servlet.HubifyResourceServer;
import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurationSupport;

/** A service with a chain, an MVC configuration and an exception handler of its own: none of them may open anything. */
@SpringBootTest(
        properties = {
            "management.endpoints.web.exposure.include=*",
            "hubify.resource.rules[0].path=/by-property",
            "hubify.resource.rules[0].scopes=tasks:read"
        })
@AutoConfigureMockMvc
@TestIssuer
@ExtendWith(OutputCaptureExtension.class)
class OwnConfigurationTests {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    TestTokens tokens;

    @Test
    void acceptsCredentialsThroughTheConfigurer() {
        assertThat(get("/labs", tokens.accessToken().scopes("labs:read").bearer()))
                .hasStatusOk()
                .hasBodyTextEqualTo(TestTokens.SUBJECT);
    }

    @Test
    void refusesThroughTheConfigurer() {
        assertThat(get("/labs", "Bearer nonsense")).hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(mvc.get().uri("/closed")).hasStatus(HttpStatus.UNAUTHORIZED).containsHeader("WWW-Authenticate");
    }

    @Test
    void enforcesScopesWhereTheChainLetsAnybodyThrough() {
        assertThat(mvc.get().uri("/labs")).hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(get("/labs", tokens.accessToken().scopes("pods:read").bearer()))
                .hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    void namesTheScopeThatTheChainAsksFor() {
        MvcTestResult result =
                get("/ruled", tokens.accessToken().scopes("labs:read").bearer());

        assertThat(result).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(result.getResponse().getHeader(HttpHeaders.WWW_AUTHENTICATE))
                .startsWith("Bearer error=\"insufficient_scope\", scope=\"pods:read\"");
        assertThat(get("/ruled", tokens.accessToken().scopes("pods:*").bearer()))
                .hasStatusOk();
    }

    // Attack: the environment by any token, where a chain leaves all that it does not name to the rules.
    @Test
    void closesTheActuatorWhereItsChainAsksTheRules(CapturedOutput output) {
        String caller = tokens.accessToken().scopes("labs:read").bearer();

        assertThat(get("/actuator/env", caller)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(output)
                .contains(
                        "403 for GET /actuator/env (req_",
                        "add a rule to hubify.resource.rules",
                        "begins with /actuator/");
        assertThat(get("/actuator/health", caller)).hasStatusOk();
    }

    // Fault: the caller with a good token was told that it sent none or a bad one, and so was the operator.
    @Test
    void saysWhereNoChainReadsCredentials(CapturedOutput output) {
        MvcTestResult result =
                get("/deaf", tokens.accessToken().scopes("labs:read").bearer());

        assertThat(result).hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(result).bodyText().contains("Bearer credentials are not read at this path");
        assertThat(result.getResponse().getHeader(HttpHeaders.WWW_AUTHENTICATE)).doesNotContain("error");
        assertThat(output).contains("401 for GET /deaf (req_", "a bearer credential was sent, but the filter chain");
        assertThat(mvc.get().uri("/deaf")).bodyText().contains("Missing or invalid authentication");
        assertThat(output).contains("no bearer credential was sent");
    }

    @Test
    void appliesTheRulesWhereItsChainSaysSo() {
        MvcTestResult result =
                get("/by-property", tokens.accessToken().scopes("labs:read").bearer());

        assertThat(result).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(result.getResponse().getHeader(HttpHeaders.WWW_AUTHENTICATE)).contains("scope=\"tasks:read\"");
        assertThat(get("/by-property", tokens.accessToken().scopes("tasks:*").bearer()))
                .hasStatusOk();
    }

    private MvcTestResult get(String path, String credential) {
        return mvc.get().uri(path).header(HttpHeaders.AUTHORIZATION, credential).exchange();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Labs.class, Mvc.class, Everything.class})
    static class Service {

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        SecurityFilterChain deaf(HttpSecurity http) {
            return http.securityMatcher("/deaf")
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }

        @Bean
        SecurityFilterChain own(HttpSecurity http, AuthorizationManager<RequestAuthorizationContext> hubifyRules) {
            return http.with(HubifyResourceServer.credentials(), Customizer.withDefaults())
                    .authorizeHttpRequests(requests -> requests.requestMatchers("/labs")
                            .permitAll()
                            .requestMatchers("/ruled")
                            .hasAuthority("SCOPE_pods:read")
                            .anyRequest()
                            .access(hubifyRules))
                    .build();
        }
    }

    /** Switches off Spring Boot's MVC configuration, and with it every {@code WebMvcConfigurer}. */
    @Configuration(proxyBeanMethods = false)
    static class Mvc extends WebMvcConfigurationSupport {}

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
