package com.hubify.identity.parts.openbao;

import com.hubify.identity.parts.program.PartUnavailable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** What tests say to OpenBao to set it up. */
final class OpenBaoClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http;
    private final JsonMapper json = JsonMapper.shared();
    private final Supplier<URI> address;

    OpenBaoClient(HttpClient http, Supplier<URI> address) {
        this.http = http;
        this.address = address;
    }

    URI url() {
        return address.get();
    }

    JsonNode send(String method, String path, String token, Map<String, ?> body) {
        try {
            var answer = exchange(method, path, token, body, TIMEOUT);
            if (answer.statusCode() >= 300) {
                throw new PartUnavailable("OpenBao answered " + answer.statusCode() + " to " + method + " " + path
                        + ": " + answer.body());
            }
            return answer.body().isBlank() ? MissingNode.getInstance() : json.readTree(answer.body());
        } catch (IOException e) {
            throw new PartUnavailable("OpenBao did not answer " + method + " " + path, e);
        }
    }

    int status(String method, String path, String token, Map<String, ?> body) {
        try {
            return exchange(method, path, token, body, TIMEOUT).statusCode();
        } catch (IOException e) {
            throw new PartUnavailable("OpenBao did not answer " + method + " " + path, e);
        }
    }

    boolean answers() {
        return health() > 0;
    }

    boolean unsealed() {
        return health() == 200;
    }

    private int health() {
        try {
            return exchange("GET", "sys/health", "", Map.of(), Duration.ofSeconds(2))
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private HttpResponse<String> exchange(
            String method, String path, String token, Map<String, ?> body, Duration timeout) throws IOException {
        var request = HttpRequest.newBuilder(url().resolve("/v1/" + path)).timeout(timeout);
        if (!token.isEmpty()) {
            request.header("X-Vault-Token", token);
        }
        var content = body.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body));
        try {
            return http.send(request.method(method, content).build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
