package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.oauth2Login;

import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import com.hubify.identity.resource.web.ResourceMetadata;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A service that signs people in by OAuth 2 itself keeps doing so beside the starter, and its rules hold for them too. */
class OwnSignInTests {

    @SpringBootTest(
            classes = Service.class,
            webEnvironment = WebEnvironment.RANDOM_PORT,
            properties = {
                "spring.security.oauth2.client.registration.example.client-id=service",
                "spring.security.oauth2.client.registration.example.client-secret=secret",
                "spring.security.oauth2.client.registration.example.authorization-grant-type=authorization_code",
                "spring.security.oauth2.client.registration.example.redirect-uri={baseUrl}/login/oauth2/code/example",
                "spring.security.oauth2.client.provider.example.authorization-uri=https://login.example/authorize",
                "spring.security.oauth2.client.provider.example.token-uri=https://login.example/token",
                "spring.security.oauth2.client.provider.example.user-info-uri=https://login.example/me",
                "spring.security.oauth2.client.provider.example.user-name-attribute=sub",
                "management.endpoints.web.exposure.include=*",
                "hubify.resource.rules[0].path=/ruled",
                "hubify.resource.rules[0].scopes=labs:read"
            })
    @TestIssuer
    abstract static class Contract {

        @LocalServerPort
        int port;

        @Autowired
        TestTokens tokens;

        @Test
        void sendsABrowserToSignIn() {
            Wire.Answer page = new Wire(port).get("/plain", "Accept: text/html");
            Wire.Answer start = new Wire(port).get("/oauth2/authorization/example");

            assertThat(page.status()).isEqualTo(302);
            assertThat(page.header("Location")).endsWith("/oauth2/authorization/example");
            assertThat(start.status()).isEqualTo(302);
            assertThat(start.header("Location")).startsWith("https://login.example/authorize?");
            assertThat(start.headers("Set-Cookie")).isNotEmpty();
        }

        @Test
        void answersProgramsAsEverywhere() {
            Wire wire = new Wire(port);
            String good =
                    "Authorization: " + tokens.accessToken().scopes("labs:read").bearer();
            Wire.Answer served = wire.get("/ruled", good, "Accept: text/html");

            assertThat(served.status()).isEqualTo(200);
            assertThat(served.headers("Set-Cookie")).isEmpty();
            assertThat(wire.get("/plain").header("WWW-Authenticate")).startsWith("Bearer resource_metadata=");
            assertThat(wire.send("POST", "/plain", "").status()).isEqualTo(401);
            assertThat(wire.send("POST", "/plain", "", good).status()).isEqualTo(200);
            assertThat(wire.get(ResourceMetadata.PATH, "Accept: text/html").status())
                    .isEqualTo(200);
        }

        // Attack: a page of another site has the browser of somebody who is signed in change something.
        @Test
        void takesNoForgedRequestOfABrowser() {
            assertThat(new Wire(port)
                            .send(
                                    "POST",
                                    "/plain",
                                    "",
                                    "Cookie: SESSION=x; JSESSIONID=x",
                                    "Origin: https://evil.example")
                            .status())
                    .isEqualTo(403);
        }
    }

    @Nested
    @TestPropertySource(properties = "spring.main.web-application-type=servlet")
    @AutoConfigureMockMvc
    class OfServlets extends Contract {

        @Autowired
        MockMvcTester mvc;

        @Test
        void holdsThoseWhoAreSignedInToTheRules() {
            assertThat(mvc.get().uri("/plain").header("Accept", "text/html").with(oauth2Login()))
                    .hasStatusOk();
            assertThat(mvc.get().uri("/ruled").header("Accept", "text/html").with(oauth2Login()))
                    .hasStatus(403);
            assertThat(mvc.get()
                            .uri("/actuator/env")
                            .header("Accept", "text/html")
                            .with(oauth2Login()))
                    .hasStatus(403);
        }
    }

    @Nested
    @TestPropertySource(properties = "spring.main.web-application-type=reactive")
    class OfWebFlux extends Contract {}

    /** One whose client only calls other services signs nobody in. */
    @Nested
    @TestPropertySource(
            properties = {
                "spring.main.web-application-type=servlet",
                "spring.security.oauth2.client.registration.example.authorization-grant-type=client_credentials"
            })
    @SpringBootTest(
            classes = Service.class,
            webEnvironment = WebEnvironment.RANDOM_PORT,
            properties = {
                "spring.security.oauth2.client.registration.example.client-id=service",
                "spring.security.oauth2.client.registration.example.client-secret=secret",
                "spring.security.oauth2.client.provider.example.token-uri=https://login.example/token"
            })
    @TestIssuer
    class OfAClientForServices {

        @LocalServerPort
        int port;

        @Test
        void challengesBrowsersToo() {
            assertThat(new Wire(port).get("/plain", "Accept: text/html").status())
                    .isEqualTo(401);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Pages.class)
    static class Service {}

    @RestController
    static class Pages {

        @GetMapping({"/plain", "/ruled"})
        String page() {
            return "page";
        }

        @PostMapping("/plain")
        String change() {
            return "changed";
        }
    }
}
