package com.hubify.identity.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is measured must be whole answers, however a server frames them. */
class HttpConnectionTests {

    private static final String TOKEN = "{\"access_token\":\"é\"}";

    private static final List<String> FORM = List.of("grant_type=client_credentials", "scope=labs%3Aread");

    private final List<String> asked = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/length", exchange -> answer(exchange, 200, false));
        server.createContext("/chunks", exchange -> answer(exchange, 200, true));
        server.createContext("/refused", exchange -> answer(exchange, 401, false));
        server.createContext("/ended", exchange -> {
            exchange.getResponseHeaders().set("Connection", "close");
            answer(exchange, 200, false);
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void readsAnswersOneAfterTheOther() throws IOException {
        for (String path : List.of("/length", "/chunks", "/ended")) {
            try (HttpConnection connection = new HttpConnection(base())) {
                assertThat(connection.send(request(path))).isEqualTo(TOKEN);
                assertThat(connection.send(request(path))).isEqualTo(TOKEN);
            }
        }
        assertThat(asked).hasSize(6).allMatch(form -> List.of(form.split("&")).containsAll(FORM));
    }

    @Test
    void countsNoRefusalAsToken() throws IOException {
        try (HttpConnection connection = new HttpConnection(base())) {
            assertThatThrownBy(() -> connection.send(request("/refused")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("401");
        }
    }

    private URI base() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    private byte[] request(String path) {
        return Requests.token(base().resolve(path));
    }

    private void answer(HttpExchange exchange, int status, boolean chunked) throws IOException {
        asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
        byte[] body = TOKEN.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, chunked ? 0 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
