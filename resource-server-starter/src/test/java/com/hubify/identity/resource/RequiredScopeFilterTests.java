package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.hubify.identity.resource.reactive.HubifyReactiveResourceServer;
import com.hubify.identity.resource.servlet.HubifyResourceServer;
import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import reactor.core.publisher.Mono;

/** Functional routes ask for scopes by a filter function, alike on both stacks. */
class RequiredScopeFilterTests {

    @ParameterizedTest
    @ValueSource(strings = {"labs read", "", "labs:"})
    void mustNameScopes(String scope) {
        assertThatIllegalStateException().isThrownBy(() -> HubifyResourceServer.requireScope(scope));
        assertThatIllegalStateException().isThrownBy(() -> HubifyReactiveResourceServer.requireScope(scope));
    }

    @Test
    void mustNameAnAge() {
        assertThatIllegalStateException().isThrownBy(() -> HubifyResourceServer.requireRecentSignIn("600"));
        assertThatIllegalStateException().isThrownBy(() -> HubifyReactiveResourceServer.requireRecentSignIn("0s"));
    }

    @Test
    void mustNameOneAtLeast() {
        assertThatIllegalStateException().isThrownBy(HubifyResourceServer::requireScope);
        assertThatIllegalStateException().isThrownBy(HubifyReactiveResourceServer::requireScope);
    }

    abstract static class Contract {

        @LocalServerPort
        int port;

        @Autowired
        TestTokens tokens;

        @Test
        void letsCallersThroughWhoHaveAllScopes() {
            assertThat(get("/labs", "labs:*").body()).isEqualTo("served");
            assertThat(get("/open", "labs:*").body()).isEqualTo("served");
        }

        // Attack on the way: the route's own onError turns every error into a friendly 200.
        @Test
        void refusesAllOthersAndNamesWhatIsMissing() {
            Wire.Answer few = get("/labs", "labs:read");
            Wire.Answer nobody = new Wire(port).get("/open");

            assertThat(few.status()).isEqualTo(403);
            assertThat(few.header("WWW-Authenticate"))
                    .startsWith("Bearer error=\"insufficient_scope\", scope=\"labs:read labs:write\"");
            assertThat(few.body()).contains("\"code\":\"forbidden\"");
            assertThat(nobody.status()).isEqualTo(401);
            assertThat(nobody.header("WWW-Authenticate"))
                    .startsWith("Bearer scope=\"labs:read labs:write\", resource_metadata=");
        }

        @Test
        void refusesWhoHasNotSignedInRecently() {
            for (SignIns caller : SignIns.withScope()) {
                Wire.Answer answer = new Wire(port).get("/recent", "Authorization: " + caller.bearer(tokens));
                assertThat(answer.status()).as(caller.name()).isEqualTo(caller.status);
                if (caller.status == 401) {
                    assertThat(answer.header("WWW-Authenticate")).startsWith(SignIns.CHALLENGE);
                }
            }
        }

        private Wire.Answer get(String path, String scope) {
            return new Wire(port)
                    .get(
                            path,
                            "Authorization: "
                                    + tokens.accessToken().scopes(scope).bearer());
        }
    }

    @Nested
    @SpringBootTest(
            classes = Servlet.class,
            webEnvironment = WebEnvironment.RANDOM_PORT,
            properties = {"spring.main.web-application-type=servlet", "hubify.resource.public-paths=/open"})
    @TestIssuer
    class OfServlets extends Contract {}

    @Nested
    @SpringBootTest(
            classes = Reactive.class,
            webEnvironment = WebEnvironment.RANDOM_PORT,
            properties = {"spring.main.web-application-type=reactive", "hubify.resource.public-paths=/open"})
    @TestIssuer
    class OfWebFlux extends Contract {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Servlet {

        @Bean
        RouterFunction<ServerResponse> routes() {
            return org.springframework.web.servlet.function.RouterFunctions.route()
                    .GET("/labs", request -> ServerResponse.ok().body("served"))
                    .GET("/open", request -> ServerResponse.ok().body("served"))
                    .filter(HubifyResourceServer.requireScope("labs:read", "labs:write"))
                    .onError(
                            error -> true,
                            (error, request) -> ServerResponse.ok().body("all is well"))
                    .build()
                    .and(org.springframework.web.servlet.function.RouterFunctions.route()
                            .GET("/recent", request -> ServerResponse.ok().body("served"))
                            .filter(HubifyResourceServer.requireRecentSignIn("10m"))
                            .build());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Reactive {

        @Bean
        org.springframework.web.reactive.function.server.RouterFunction<
                        org.springframework.web.reactive.function.server.ServerResponse>
                routes() {
            return RouterFunctions.route()
                    .GET("/labs", request -> ok("served"))
                    .GET("/open", request -> ok("served"))
                    .filter(HubifyReactiveResourceServer.requireScope("labs:read", "labs:write"))
                    .onError(error -> true, (error, request) -> ok("all is well"))
                    .build()
                    .and(RouterFunctions.route()
                            .GET("/recent", request -> ok("served"))
                            .filter(HubifyReactiveResourceServer.requireRecentSignIn("10m"))
                            .build());
        }

        private static Mono<org.springframework.web.reactive.function.server.ServerResponse> ok(String body) {
            return org.springframework.web.reactive.function.server.ServerResponse.ok()
                    .bodyValue(body);
        }
    }
}
