package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.TestPropertySource;

/** Attack: a caller whose token is good for something else reads the service's environment and sets its log levels. */
class ClosedActuatorTests {

    @SpringBootTest(
            classes = Service.class,
            webEnvironment = WebEnvironment.RANDOM_PORT,
            properties = {
                "management.endpoints.web.exposure.include=*",
                "management.endpoint.health.probes.add-additional-paths=true",
                "hubify.resource.public-paths=/**,/actuator/info",
                "hubify.resource.rules[0].path=/**",
                "hubify.resource.rules[0].scopes=labs:read",
                "hubify.resource.rules[1].path=/actuator/metrics/**",
                "hubify.resource.rules[1].scopes=agents:read"
            })
    @TestIssuer
    abstract static class Contract {

        @LocalServerPort
        int port;

        @Autowired
        TestTokens tokens;

        @ParameterizedTest
        @ValueSource(strings = {"/actuator/env", "/actuator/loggers", "/actuator/beans", "/actuator", "/actuator/env/"})
        void isClosedThoughARuleAndAPublicPathMatchEverything(String path) {
            assertThat(get(path, "labs:read")).isEqualTo(403);
            assertThat(get(path, "*")).isEqualTo(403);
            assertThat(new Wire(port).get(path).status()).isEqualTo(401);
        }

        @Test
        void isClosedForWriting() {
            Wire.Answer answer = new Wire(port)
                    .send(
                            "POST",
                            "/actuator/loggers/ROOT",
                            "{\"configuredLevel\":\"TRACE\"}",
                            "Content-Type: application/json",
                            "Authorization: " + tokens.apiKey().scopes("*").bearer());

            assertThat(answer.status()).isEqualTo(403);
        }

        @Test
        void isOpenedByARuleOrPathThatNamesIt() {
            assertThat(get("/actuator/metrics", "labs:read")).isEqualTo(403);
            assertThat(get("/actuator/metrics", "agents:read")).isEqualTo(200);
            assertThat(new Wire(port).get("/actuator/info").status()).isEqualTo(200);
            assertThat(new Wire(port).send("DELETE", "/actuator/info", "").status())
                    .isEqualTo(401);
        }

        @ParameterizedTest
        @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness", "/livez", "/readyz"})
        void tellsItsHealthToAnybody(String path) {
            assertThat(new Wire(port).get(path).status()).isEqualTo(200);
        }

        private int get(String path, String scope) {
            return new Wire(port)
                    .get(
                            path,
                            "Authorization: "
                                    + tokens.accessToken().scopes(scope).bearer())
                    .status();
        }
    }

    @Nested
    @TestPropertySource(properties = "spring.main.web-application-type=servlet")
    class OfServlets extends Contract {}

    @Nested
    @TestPropertySource(properties = "spring.main.web-application-type=reactive")
    class OfWebFlux extends Contract {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {}
}
