package com.hubify.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A service that answers with Jersey and has no Spring MVC: it starts, and the rules close what they name. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"hubify.resource.rules[0].path=/labs/**", "hubify.resource.rules[0].scopes=labs:read"})
@TestIssuer
class JerseyServiceTests {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    TestTokens tokens;

    @Test
    void letsCallersIn() {
        assertThat(get("/labs", tokens.accessToken().scopes("labs:read").bearer()).body())
                .isEqualTo(TestTokens.SUBJECT);
        assertThat(get("/me", tokens.sessionToken().bearer()).body()).isEqualTo(TestTokens.SUBJECT);
    }

    @Test
    void refusesOthers() {
        assertThat(get("/labs", "Bearer nonsense").statusCode()).isEqualTo(401);
        assertThat(get("/labs", "Basic YTpi").statusCode()).isEqualTo(401);
        assertThat(get("/labs", tokens.accessToken().scopes("pods:read").bearer()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void servesItsMetadataAndHealth() {
        assertThat(get("/.well-known/oauth-protected-resource", "Basic YTpi").body())
                .contains(tokens.issuer().issuer());
        assertThat(get("/actuator/health", "Basic YTpi").statusCode()).isEqualTo(200);
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

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {

        @Bean
        ResourceConfig resources() {
            return new ResourceConfig(Labs.class);
        }
    }

    @Path("/")
    public static class Labs {

        @GET
        @Path("labs")
        public String list(@Context SecurityContext security) {
            return security.getUserPrincipal().getName();
        }

        @GET
        @Path("me")
        public String me(@Context SecurityContext security) {
            return security.getUserPrincipal().getName();
        }
    }
}
