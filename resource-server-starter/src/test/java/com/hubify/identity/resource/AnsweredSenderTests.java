package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.test.TestIssuer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
