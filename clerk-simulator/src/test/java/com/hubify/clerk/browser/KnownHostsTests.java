package com.hubify.clerk.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.clerk.SimulatorTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

@SimulatorTest
@TestPropertySource(
        properties = {
            "clerk.simulator.hosts=Clerk-Simulator",
            "clerk.simulator.issuer=http://clerk.example.com:9090",
        })
class KnownHostsTests {

    private static final String TOKEN = "POST /simulator/session-tokens?identifier=solo@example.com";

    @LocalServerPort
    private int port;

    private static final String KEY = "Authorization: Bearer sk_test_hubify_simulator";

    /**
     * The developer visits a page of the attacker's. Its name then means 127.0.0.1, so its script calls the simulator as its
     * own origin: it reads a session token of anybody without a password, changes people and webhooks, or sends the Backend
     * API's sample key, which everybody knows.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                TOKEN,
                "GET /simulator/people",
                "GET /simulator/webhooks",
                "GET /simulator/faults",
                "GET /webhooks",
                "POST /simulator/key-rotations",
                "GET /v1/users",
                "DELETE /v1/users/user_1",
                "GET /v1/organizations",
                "GET /v1/jwks",
                "GET /.well-known/openid-configuration",
                "POST /oauth/token",
                "GET /sign-in",
                "GET /"
            })
    void refusesAPageWhoseNameWasBoundToThisMachine(String request) throws IOException {
        assertThat(answer(request, "attacker.example:" + port))
                .startsWith("HTTP/1.1 400")
                .contains("clerk.simulator.hosts")
                .doesNotContain("jwt\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost.attacker.example",
                "127.0.0.1.attacker.example",
                "xlocalhost",
                "clerk.example.com.evil"
            })
    void refusesNamesThatOnlyLookLikeIts(String host) throws IOException {
        assertThat(answer(TOKEN, host)).startsWith("HTTP/1.1 400").contains("host_invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST",
                "127.0.0.1",
                "[::1]",
                "clerk.localhost",
                "clerk-simulator",
                "clerk.example.com"
            })
    void answersUnderItsOwnNames(String host) throws IOException {
        assertThat(answer(TOKEN, host + ":" + port)).startsWith("HTTP/1.1 200").contains("\"jwt\"");
    }

    /** As from another container, with its service's name. */
    @Test
    void answersTheBackendApiUnderAConfiguredName() throws IOException {
        assertThat(answer("GET /v1/users?limit=1", "clerk-simulator:" + port)).startsWith("HTTP/1.1 200");
    }

    private String answer(String request, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write((request + " HTTP/1.1\r\nHost: " + host + "\r\n" + KEY
                                    + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
