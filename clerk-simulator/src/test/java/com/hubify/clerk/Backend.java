package com.hubify.clerk;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/** A back end that calls the Backend API with the instance's secret key. */
public final class Backend {

    public static final String SECRET_KEY = "sk_test_hubify_simulator";

    private final RestTestClient http;

    private Backend(RestTestClient http) {
        this.http = http;
    }

    public static Backend at(int port) {
        return at(port, SECRET_KEY);
    }

    public static Backend at(int port, String secretKey) {
        return new Backend(RestTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .defaultHeader("Authorization", "Bearer " + secretKey)
                .build());
    }

    public RestTestClient.ResponseSpec get(String path, Object... variables) {
        return http.get().uri(path, variables).exchange();
    }

    public Map<String, Object> json(String path, Object... variables) {
        return CodeFlow.json(get(path, variables).expectStatus().isOk());
    }

    public List<Map<String, Object>> list(String path, Object... variables) {
        return Objects.requireNonNull(get(path, variables)
                .expectStatus()
                .isOk()
                .expectBody(new ParameterizedTypeReference<List<Map<String, Object>>>() {})
                .returnResult()
                .getResponseBody());
    }

    public RestTestClient.ResponseSpec sendText(HttpMethod method, String path, String body) {
        return http.method(method)
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    public RestTestClient.ResponseSpec send(HttpMethod method, String path, Map<String, ?> body) {
        return http.method(method)
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    public Map<String, Object> post(String path, Map<String, ?> body) {
        return CodeFlow.json(send(HttpMethod.POST, path, body).expectStatus().isOk());
    }

    public Map<String, Object> delete(String path) {
        return CodeFlow.json(http.delete().uri(path).exchange().expectStatus().isOk());
    }

    /** A new person with a password, by whom no other test is disturbed. */
    public String person(String email) {
        return String.valueOf(post("/v1/users", Map.of("email_address", List.of(email), "password", "hubify"))
                .get("id"));
    }
}
