package com.hubify.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.demo.api.ApiController;
import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on a port of its own, with really signed tokens and real keys. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestIssuer
@Import(DemoServerTests.Failing.class)
class DemoServerTests {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    private TestTokens tokens;

    @LocalServerPort
    private int port;

    @Test
    void acceptsAllThreeCredentialsOnTheSamePath() throws Exception {
        List<String> credentials = List.of(
                tokens.accessToken().scopes("labs:read").bearer(),
                tokens.apiKey().scopes("labs:*").bearer(),
                tokens.sessionToken().bearer());

        for (String credential : credentials) {
            HttpResponse<String> answer = get("/v1/labs", credential);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("lab_00cosmology");
        }
    }

    @Test
    void tellsTheThreeCredentialsApart() throws Exception {
        assertThat(get("/v1/whoami", tokens.accessToken().bearer()).body()).contains("\"kind\":\"access_token\"");
        assertThat(get("/v1/whoami", tokens.apiKey().bearer()).body()).contains("\"kind\":\"api_key\"");
        assertThat(get("/v1/whoami", tokens.sessionToken().bearer()).body()).contains("\"kind\":\"session_token\"");
    }

    // The same token on a path that changes things.
    @Test
    void namesTheScopeThatATokenLacks() throws Exception {
        HttpResponse<String> answer = post(
                "/v1/labs",
                tokens.accessToken().scopes("labs:read").bearer(),
                BodyPublishers.ofString("{\"name\": \"Dark Energy\"}"));

        assertError(answer, 403, "forbidden");
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge ->
                        assertThat(challenge).startsWith("Bearer error=\"insufficient_scope\", scope=\"labs:write\""));
    }

    @Test
    void refusesRevokedKey() throws Exception {
        String key = tokens.apiKey().scopes("labs:read").value();
        tokens.revoke(key);

        assertError(get("/v1/labs", "Bearer " + key), 401, "unauthorized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer nonsense", "Bearer hfy_key_short", "Basic ZGVtbzpkZW1v"})
    void refusesWhatIsNoCredential(String header) throws Exception {
        HttpResponse<String> answer = get("/v1/labs", header);

        assertError(answer, 401, "unauthorized");
        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
    }

    // Keys in addresses end up in logs and histories.
    @Test
    void refusesTokenInTheAddress() throws Exception {
        String token = tokens.accessToken().scopes("labs:read").value();

        assertThat(get("/v1/labs?access_token=" + token, "").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/app.js",
                "/settings.json",
                "/actuator/health",
                "/actuator/health/readiness",
                "/actuator/health/liveness"
            })
    void isOpenWhereAnyoneMayLook(String path) throws Exception {
        assertThat(get(path, "").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", "/actuator/env", "/v1", "/nothing", "/error", "/application.yml"})
    void isClosedEverywhereElse(String path) throws Exception {
        assertError(get(path, ""), 401, "unauthorized");
    }

    @ParameterizedTest
    @CsvSource({"/actuator/env,404", "/nothing,404", "/error,404", "/v1/labs;x=1,400", "/v1//labs,400"})
    void answersInTheEnvelopeWhereThereIsNothing(String path, int status) throws Exception {
        String code = status == 404 ? "not_found" : "invalid_request";

        assertError(get(path, tokens.accessToken().scopes("*").bearer()), status, code);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/labs, 400, invalid_request, application/json, {",
        "GET, /v1/labs?limit=0, 400, invalid_request, application/json, ''",
        "GET, /v1/labs/lab_nowhere, 404, not_found, application/json, ''",
        "GET, /v1/nothing, 404, not_found, application/json, ''",
        "PUT, /v1/labs, 405, method_not_allowed, application/json, ''",
        "PATCH, /v1/labs/lab_00ml, 403, forbidden, application/json, '{\"name\": \"Mine\"}'",
        "POST, /v1/labs, 415, unsupported_media_type, text/plain, x"
    })
    void refusesInOneForm(String method, String path, int status, String code, String type, String body)
            throws Exception {
        HttpResponse<String> answer = send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", type)
                        .method(method, BodyPublishers.ofString(body)),
                tokens.accessToken().scopes("*").bearer());

        assertError(answer, status, code);
    }

    @Test
    void refusesInOneFormWhoeverAcceptsNoJson() throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/v1/labs")).header("Accept", "text/html");

        assertError(send(request, tokens.accessToken().scopes("*").bearer()), 406, "not_acceptable");
    }

    @Test
    void keepsItsFailuresToItself() throws Exception {
        HttpResponse<String> answer = get("/v1/failing", tokens.accessToken().bearer());

        assertError(answer, 500, "internal_error");
        assertThat(answer.body()).doesNotContain("password", "Exception");
        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
    }

    // A body without end, to fill the memory.
    @ParameterizedTest
    @CsvSource({"65536, 413, payload_too_large", "61440, 400, invalid_request"})
    void refusesBodyOfMoreThan64KiB(int length, int status, String code) throws Exception {
        String body = "{\"name\": \"a\", \"description\": \"%s\"}".formatted("x".repeat(length));

        HttpResponse<String> answer =
                post("/v1/labs", tokens.accessToken().scopes("labs:write").bearer(), BodyPublishers.ofString(body));

        assertError(answer, status, code);
    }

    // A chunked body has no Content-Length to refuse it by.
    @Test
    void refusesBodyThatIsTooLongThoughItDoesNotSaySo() throws Exception {
        byte[] body = ("{\"name\": \"" + "x".repeat(200_000) + "\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8);

        HttpResponse<String> answer = post(
                "/v1/labs",
                tokens.accessToken().scopes("labs:write").bearer(),
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

        assertError(answer, 413, "payload_too_large");
    }

    private HttpResponse<String> get(String path, String authorization) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)), authorization);
    }

    private HttpResponse<String> post(String path, String authorization, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/json")
                        .POST(body),
                authorization);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String authorization)
            throws IOException, InterruptedException {
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    /** Whoever refuses, a handler, the starter or Tomcat: the members are the same, and the id is that of the header. */
    private static void assertError(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        List<String> ids = answer.headers().allValues("X-Request-Id");
        assertThat(ids).singleElement().asString().matches("req_[0-9a-f]{16}");
        JsonNode body = JsonMapper.shared().readTree(answer.body());
        String message = body.at("/error/message").asString();
        assertThat(message).isNotBlank();
        assertThat(body).isEqualTo(JsonMapper.shared().readTree("""
                {"error": {"code": "%s", "message": "%s", "status": %d}, "meta": {"request_id": "%s"}}""".formatted(code, message, status, ids.get(0))));
    }

    @ApiController
    static class Failing {

        @GetMapping("/failing")
        String fail() {
            throw new IllegalStateException("the password is swordfish");
        }
    }
}
