package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** What becomes of requests that take too long to arrive, on either stack. */
@SpringBootTest(
        classes = ContractService.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"hubify.request.max-time=700ms", "logging.level.org.apache=off", "logging.level.reactor.netty=off"
        })
@Import(RequestLimitContract.Bodies.class)
@TestIssuer
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class SlowRequestContract {

    @LocalServerPort
    int port;

    @Autowired
    TestTokens tokens;

    // Attack: one byte every now and then holds a thread and a connection for as long as the sender likes.
    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded"})
    void givesUpOnABodyThatTrickles(String type) throws IOException {
        String path = type.startsWith("text") ? "/bodies/text" : "/bodies/parsed";

        assertThat(trickle(head(List.of("POST", path, type), "Content-Length: 4000", authorization())))
                .startsWith("HTTP/1.1 408");
    }

    // Attack: the same where nothing reads the body.
    @Test
    void givesUpOnABodyThatTricklesAfterTheAnswer() throws IOException {
        assertThat(trickle(head(List.of("POST", "/v1/labs", "text/plain"), "Content-Length: 4000")))
                .startsWith("HTTP/1.1 401");
    }

    @Test
    void givesUpOnABodyThatStops() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(head(List.of("POST", "/bodies/text", "text/plain"), "Content-Length: 9", authorization())
                            .getBytes(StandardCharsets.UTF_8));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 408");
        }
    }

    /** Sends a byte a tenth of a second until the connection is closed. */
    String trickle(String head) throws IOException {
        return trickle(head, "x");
    }

    private String trickle(String head, String drop) throws IOException {
        StringBuilder answer = new StringBuilder();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(100);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            while (true) {
                try {
                    writeIfOpen(socket, drop);
                    byte[] read = new byte[4096];
                    int count = socket.getInputStream().read(read);
                    if (count < 0) {
                        return answer.toString();
                    }
                    answer.append(new String(read, 0, count, StandardCharsets.UTF_8));
                } catch (SocketTimeoutException e) {
                    continue;
                }
            }
        } catch (SocketException e) {
            return answer.toString();
        }
    }

    private static void writeIfOpen(Socket socket, String drop) throws IOException {
        try {
            socket.getOutputStream().write(drop.getBytes(StandardCharsets.UTF_8));
        } catch (SocketException e) {
            // The connection is closed. What was answered before can still be read.
        }
    }

    // Attack: the byte goes where the end of a chunk's line, or of the trailers, is waited for within one read.
    @ParameterizedTest
    @ValueSource(strings = {"1;", "1;a=\"", "1\r\na\r\n0\r\nX-A: ", "1\r\na\r\n0;"})
    void givesUpOnChunksThatTrickle(String chunks) throws IOException {
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded")) {
            String path = type.startsWith("text") ? "/bodies/text" : "/bodies/parsed";
            String head = head(List.of("POST", path, type), "Transfer-Encoding: chunked", authorization());

            assertThat(trickle(head + chunks)).startsWith("HTTP/1.1 408");
        }
    }

    // Attack: the same where nothing reads the body.
    @ParameterizedTest
    @ValueSource(strings = {"1;", "1\r\na\r\n0\r\nX-A: "})
    void givesUpOnChunksThatTrickleAfterTheAnswer(String chunks) throws IOException {
        assertThat(trickle(head(List.of("POST", "/v1/labs", "text/plain"), "Transfer-Encoding: chunked") + chunks))
                .startsWith("HTTP/1.1 401");
    }

    // Attack: a request line or a header that never ends.
    @ParameterizedTest
    @ValueSource(strings = {"GET /v1/labs?a=", "GET /v1/labs HTTP/1.1\r\nHost: localhost\r\nX-A: "})
    void givesUpOnAHeadThatTrickles(String head) throws IOException {
        assertThat(trickle(head)).isEmpty();
    }

    // Attack: empty lines, which come before every request and never end.
    @Test
    void givesUpOnEmptyLinesThatTrickle() throws IOException {
        assertThat(trickle("\r\n", "\r\n")).isEmpty();
    }

    private String head(List<String> request, String... headers) {
        return request.get(0) + " " + request.get(1) + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nContent-Type: "
                + request.get(2) + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    private String authorization() {
        return "Authorization: " + tokens.accessToken().bearer();
    }
}
