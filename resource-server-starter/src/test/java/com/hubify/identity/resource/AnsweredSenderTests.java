package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.test.TestIssuer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A service with one thread for all, and more time for a request than a test waits. */
@SpringBootTest(
        classes = ContractService.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.main.web-application-type=servlet",
            "server.tomcat.threads.max=1",
            "server.tomcat.threads.min-spare=1",
            "server.tomcat.connection-timeout=5m",
            "hubify.request.max-time=5m",
            "hubify.request.paths[0].path=/v1/uploads/**",
            "hubify.request.paths[0].max-size=64KB"
        })
@TestIssuer
class AnsweredSenderTests {

    private static final int PATIENCE_MILLIS = 20_000;

    @LocalServerPort
    int port;

    /** Attack: who has been answered owes a body and sends nothing of it, and holds a thread for all of a request's time. */
    @Test
    void holdsNoThreadForABodyThatIsOwed() throws IOException {
        try (Socket owing = send("POST /v1/labs HTTP/1.1\r\nHost: it\r\nContent-Length: 10\r\n\r\n");
                Socket next = send("GET /v1/labs HTTP/1.1\r\nHost: it\r\nConnection: close\r\n\r\n")) {
            assertThat(answer(owing)).startsWith("HTTP/1.1 401");
            assertThat(answer(next)).startsWith("HTTP/1.1 401");
        }
    }

    /** Attack: a path that is no longer one when it is decoded twice; a stack trace for each. */
    @ParameterizedTest
    @CsvSource({"/a%25zz", "/v1/labs%25", "/v1/uploads/%25zz", "/v1/%252e%252e/x"})
    void choosesLimitsByThePathAsItIsDecodedOnce(String path) throws IOException {
        try (Socket client = send("GET " + path + " HTTP/1.1\r\nHost: it\r\nConnection: close\r\n\r\n")) {
            assertThat(answer(client)).matches("(?s)HTTP/1.1 40[01] .*");
        }
    }

    /** Attack: a method that is no token ended in our own code, with a trace for each. */
    @ParameterizedTest
    @ValueSource(strings = {"G(T", "GET\u0000", "G\u007fT", "\u00e9"})
    void refusesAMethodThatIsNone(String method) throws IOException {
        try (Socket client = send(method + " /v1/labs HTTP/1.1\r\nHost: it\r\nConnection: close\r\n\r\n")) {
            assertThat(answer(client)).startsWith("HTTP/1.1 400");
        }
    }

    /** Fault: a browser whose owner reads six languages names twelve, which Tomcat answered with 500 on every path. */
    @Test
    void takesAnyNumberOfLanguages() throws IOException {
        String languages = IntStream.range(0, 60)
                .mapToObj(i -> "x" + (char) ('a' + i % 26) + "-DE")
                .collect(Collectors.joining(","));
        try (Socket client = send("GET /v1/labs HTTP/1.1\r\nHost: it\r\nConnection: close\r\nAccept-Language: "
                + languages + "\r\n\r\n")) {
            assertThat(answer(client)).startsWith("HTTP/1.1 401");
        }
    }

    private Socket send(String request) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
