package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.Wire.Answer;
import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import org.jspecify.annotations.Nullable;
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
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.TestPropertySource;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The caller as an argument and as an answer, in a service that has an exception handler for everything. */
class CallerArgumentTests {

    @SpringBootTest(
            classes = Service.class,
            webEnvironment = WebEnvironment.RANDOM_PORT,
            properties = "hubify.resource.public-paths=/open/**")
    @TestIssuer
    abstract static class Contract {

        @LocalServerPort
        int port;

        @Autowired
        TestTokens tokens;

        // Fault: the service's own handler made 500 of it, and a client never learned that it had to sign in.
        @ParameterizedTest
        @ValueSource(strings = {"/open/caller", "/open/model"})
        void challengesWhoComesWithoutCredentialWhereACallerIsNeeded(String path) {
            Answer answer = get(path);

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer resource_metadata=");
            assertThat(get(path, "Authorization: " + tokens.sessionToken().bearer())
                            .body())
                    .isEqualTo(TestTokens.SUBJECT);
        }

        @Test
        void handsTheCallerToExceptionHandlers() {
            assertThat(get("/fails", "Authorization: " + tokens.sessionToken().bearer()))
                    .extracting(Answer::status, Answer::body)
                    .containsExactly(500, "failed for " + TestTokens.SUBJECT);
        }

        @Test
        void callsExceptionHandlersWithoutCallerToo() {
            assertThat(get("/open/fails"))
                    .extracting(Answer::status, Answer::body)
                    .containsExactly(500, "failed for nobody");
        }

        @Test
        void writesTheCallerAsJson() {
            String token = tokens.accessToken().scopes("labs:read", "pods:*").bearer();

            assertThat(get("/me", "Authorization: " + token).body())
                    .isEqualTo("{\"kind\":\"access_token\",\"subject\":\"" + TestTokens.SUBJECT
                            + "\",\"scopes\":[\"labs:read\",\"pods:*\"],\"client_id\":\"" + TestTokens.CLIENT + "\"}");
        }

        // Whoever returns or logs what Spring Security knows must not hand out the credential with it.
        @Test
        void writesNoCredentialWithTheAuthentication() {
            String token = tokens.accessToken().scopes("labs:read").value();

            assertThat(get("/authentication", "Authorization: Bearer " + token).body())
                    .contains(TestTokens.SUBJECT)
                    .doesNotContain(token)
                    .doesNotContain(token.substring(token.lastIndexOf('.') + 1));
        }

        private Answer get(String path, String... headers) {
            return new Wire(port).get(path, headers);
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
    @Import({Callers.class, Models.class, Everything.class})
    static class Service {}

    @RestController
    static class Callers {

        @GetMapping("/open/caller")
        String caller(Caller caller) {
            return caller.subject();
        }

        @GetMapping("/me")
        Caller me(Caller caller) {
            return caller;
        }

        @GetMapping("/authentication")
        HubifyAuthentication authentication(HubifyAuthentication authentication) {
            return authentication;
        }

        @GetMapping({"/fails", "/open/fails"})
        String fails() {
            throw new IllegalArgumentException("failed");
        }
    }

    @RestController
    static class Models {

        @ModelAttribute("subject")
        String subject(Caller caller) {
            return caller.subject();
        }

        @GetMapping("/open/model")
        String model(Model model) {
            return String.valueOf(model.getAttribute("subject"));
        }
    }

    /** What many services have. */
    @RestControllerAdvice
    static class Everything {

        @ExceptionHandler(Exception.class)
        @ResponseStatus(HttpStatus.INTERNAL_SERVER_ERROR)
        String everything(Exception failure, @Nullable Caller caller) {
            return failure.getMessage() + " for " + (caller == null ? "nobody" : caller.subject());
        }
    }
}
