package com.hubify.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A gateway hands on requests with their bodies, which nobody may have read before. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "hubify.resource.rules[0].path=/labs/**",
            "hubify.resource.rules[0].scopes=labs:write"
        })
@TestIssuer
class GatewayTests {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final HttpServer BEHIND = behind();

    @LocalServerPort
    int port;

    @Autowired
    TestTokens tokens;

    @DynamicPropertySource
    static void route(DynamicPropertyRegistry settings) {
        String route = "spring.cloud.gateway.server.webflux.routes[0].";
        settings.add(route + "id", () -> "labs");
        settings.add(route + "predicates[0]", () -> "Path=/labs/**");
        settings.add(route + "uri", () -> "http://127.0.0.1:" + BEHIND.getAddress().getPort());
    }

    // Form bodies were read in search of a second token; the service behind the gateway then waited for them in vain.
    @Test
    void handsOnBodiesOfForms() {
        HttpResponse<String> answer = post(
                "name=b&access_token=c", tokens.accessToken().scopes("labs:write").bearer());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("name=b&access_token=c");
    }

    @Test
    void refusesOthersBeforeTheyGetThrough() {
        assertThat(post("name=b", "Bearer nonsense").statusCode()).isEqualTo(401);
        assertThat(post("name=b", "Basic YTpi").statusCode()).isEqualTo(401);
        assertThat(post("name=b", tokens.accessToken().scopes("labs:read").bearer())
                        .statusCode())
                .isEqualTo(403);
    }

    private HttpResponse<String> post(String form, String credential) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/labs"))
                .header("Authorization", credential)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.ofString(form))
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

    private static HttpServer behind() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/labs", GatewayTests::echo);
            server.start();
            return server;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void echo(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @AfterAll
    static void stop() {
        BEHIND.stop(0);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {}
}
