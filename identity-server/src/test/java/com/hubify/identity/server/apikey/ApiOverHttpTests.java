package com.hubify.identity.server.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.apikey.endpoint.ApiKeyControllerConfiguration;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The key API as a client on a socket sees it: what only a real server decides, such as how a path is decoded. */
@SpringBootTest(
        classes = ApiOverHttpTests.Server.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.config.location=optional:classpath:/none/")
class ApiOverHttpTests {

    @Configuration
    @Import(ApiKeyControllerConfiguration.class)
    @ImportAutoConfiguration({TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class})
    static class Server {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final TestTokens tokens;
    private final BreakableApiKeys keys;
    private final int port;

    @Autowired
    ApiOverHttpTests(TestTokens tokens, BreakableApiKeys keys, @LocalServerPort int port) {
        this.tokens = tokens;
        this.keys = keys;
        this.port = port;
    }

    @Test
    void createsAKeyThatCanBeRevokedByItsHolder() throws Exception {
        HttpResponse<String> created =
                http.send(post("/v1/api-keys", "{\"name\":\"n\",\"scopes\":[\"labs:read\"]}"), BodyHandlers.ofString());
        String key = created.body().replaceAll(".*\"key\":\"([^\"]+)\".*", "$1");

        HttpResponse<String> revoked = http.send(
                HttpRequest.newBuilder(uri("/v1/api-keys/revoke"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"key\":\"" + key + "\"}"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(revoked.statusCode()).isEqualTo(204);
        assertThat(keys.ownedBy(TestApiKeys.OWNER)).isEmpty();
    }

    /** Attack: a body without a length, sent in chunks until memory ends. */
    @Test
    void stopsReadingBodiesWithoutLength() throws Exception {
        byte[] endless = "{\"name\":\"".concat("n".repeat(1_000_000)).getBytes(StandardCharsets.US_ASCII);

        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(uri("/v1/api-keys"))
                        .header("Content-Type", "application/json")
                        .header("Authorization", person())
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(endless)))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("\"payload_too_large\"");
    }

    /** Attack: spell the path so that the filter chain and the handler mapping read it differently. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/api-keys",
                "/%76%31/api-keys",
                "/v1/%61pi-keys",
                "/v1/api-keys/",
                "//v1/api-keys",
                "/v1//api-keys",
                "/v1;a=b/api-keys",
                "/x/../v1/api-keys",
                "/v1/api-keys%2f",
                "/V1/api-keys"
            })
    void opensUnderNoSpellingOfThePath(String path) throws Exception {
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isIn(400, 401, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%76%31/api-keys", "/v1/%61pi-keys", "/v1/nothing"})
    void answersInTheEnvelopeHoweverThePathIsSpelled(String path) throws Exception {
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        String id = answer.headers().firstValue("X-Request-Id").orElseThrow();
        assertThat(id).matches("req_[0-9a-f]{16}");
        assertThat(answer.body())
                .startsWith("{\"error\":{\"code\":\"unauthorized\"")
                .endsWith("},\"meta\":{\"request_id\":\"" + id + "\"}}");
    }

    private HttpRequest post(String path, String body) {
        return HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .header("Authorization", person())
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private String person() {
        return tokens.person("user_2abc", "api-keys:write labs:read");
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }
}
