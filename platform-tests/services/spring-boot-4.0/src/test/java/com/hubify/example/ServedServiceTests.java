package com.hubify.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.RequiresScope;
import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import io.swagger.v3.oas.annotations.Parameter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A service of the oldest minor version that is served, on either stack. */
class ServedServiceTests {

    @SpringBootTest(classes = Service.class, webEnvironment = WebEnvironment.RANDOM_PORT)
    @TestIssuer
    abstract static class Contract {

        private static final HttpClient CLIENT = HttpClient.newHttpClient();

        @LocalServerPort
        int port;

        @Autowired
        TestTokens tokens;

        @Test
        void acceptsEveryKindOfCredential() {
            assertThat(get("/labs", tokens.accessToken().scopes("labs:read").bearer()).body())
                    .isEqualTo(TestTokens.SUBJECT);
            assertThat(get("/labs", tokens.apiKey().scopes("labs:*").bearer()).statusCode())
                    .isEqualTo(200);
            assertThat(get("/labs", tokens.sessionToken().bearer()).statusCode()).isEqualTo(200);
        }

        @Test
        void refusesOthers() {
            assertThat(get("/labs", "Bearer nonsense").statusCode()).isEqualTo(401);
            assertThat(get("/labs", "Basic YTpi").statusCode()).isEqualTo(401);
            assertThat(get("/labs", tokens.apiKey().scopes("pods:read").bearer()).statusCode())
                    .isEqualTo(403);
            assertThat(get("/actuator/health", "Basic YTpi").statusCode()).isEqualTo(200);
            assertThat(get("/.well-known/oauth-protected-resource", "Basic YTpi")
                            .body())
                    .contains("labs:read");
        }

        @Test
        void refusesWhatWasRevoked() {
            String token = tokens.accessToken().scopes("labs:read").bearer();
            assertThat(get("/labs", token).statusCode()).isEqualTo(200);

            tokens.revoke(token);

            assertThat(get("/labs", token).statusCode()).isEqualTo(401);
        }

        // It comes with the credential; a page that asks for it would have people type in who they are.
        @Test
        void leavesTheCallerOutOfOpenApi() {
            String page = get("/v3/api-docs", tokens.sessionToken().bearer()).body();

            assertThat(page).contains("/labs", "/people", "\"name\":\"page\"").doesNotContain("caller", "Caller");
        }

        private HttpResponse<String> get(String path, String credential) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .header("Authorization", credential)
                    .build();
            try {
                return CLIENT.send(request, BodyHandlers.ofString());
            } catch (IOException e) {
                throw new AssertionError(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
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
    @Import(Labs.class)
    static class Service {}

    @RestController
    static class Labs {

        @GetMapping("/labs")
        @RequiresScope("labs:read")
        String list(Caller caller, @RequestParam(defaultValue = "0") int page) {
            return caller.subject();
        }

        @PostMapping("/labs")
        String create(@RequestBody String lab, Caller caller) {
            return lab;
        }

        @GetMapping("/people")
        String people(@Parameter(hidden = true) Optional<Caller> caller) {
            return caller.map(Caller::subject).orElse("nobody");
        }
    }
}
