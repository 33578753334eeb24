package com.hubify.identity.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest.Method;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpTests {

    private Http http = new Http(Duration.ofSeconds(20), "test");

    private ServerSocket socket = new ServerSocket();

    HttpTests() throws IOException {}

    @BeforeEach
    void listen() throws IOException {
        socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        socket.close();
    }

    /** Attack: a byte now and then, so that no timeout for silence ever ends the wait. */
    @Test
    void endsWithTheDeadlineHoweverSlowlyTheAnswerDrips() {
        http = new Http(Duration.ofMillis(800), "test");
        serve(out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 100; i++) {
                out.write('x');
                out.flush();
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        });

        assertEndsAs(ExitCode.UNREACHABLE);
    }

    /** Attack: an answer without end, to fill the memory. */
    @Test
    void hangsUpOnAnswerWithoutEnd() {
        serve(out -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] block = new byte[65_536];
            while (true) {
                out.write(block);
            }
        });

        assertEndsAs(ExitCode.UNEXPECTED);
    }

    @Test
    void endsAsUnreachableIfTheServerHangsUp() {
        serve(out -> {});

        assertEndsAs(ExitCode.UNREACHABLE);
    }

    @Test
    void endsAsUnreachableIfThisIsNotHttp() {
        serve(out -> out.write("SSH-2.0-OpenSSH\r\n".getBytes(StandardCharsets.US_ASCII)));

        assertEndsAs(ExitCode.UNREACHABLE);
    }

    /** A credential must not follow a redirect to wherever it leads. */
    @Test
    void followsNoRedirect() {
        serve(out -> out.write("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII)));

        assertThat(http.send(new HTTPRequest(Method.GET, address())).status()).isEqualTo(302);
    }

    private void assertEndsAs(ExitCode exitCode) {
        assertThatThrownBy(() -> http.send(new HTTPRequest(Method.GET, address())))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.exitCode()).isEqualTo(exitCode));
    }

    private URI address() {
        return URI.create("http://localhost:" + socket.getLocalPort() + "/");
    }

    /** Answers each connection by the script; the JDK's client asks again when one breaks before the answer. */
    private void serve(Script script) {
        ServerSocket listening = socket;
        Runnable answering = () -> {
            while (!listening.isClosed()) {
                answer(listening, script);
            }
        };
        new Thread(answering, "server").start();
    }

    private static void answer(ServerSocket listening, Script script) {
        try (Socket connection = listening.accept();
                OutputStream out = connection.getOutputStream()) {
            int read = connection.getInputStream().read(new byte[8192]);
            assertThat(read).isPositive();
            script.run(out);
        } catch (IOException e) {
            // The client hung up, as it should.
        }
    }

    private interface Script {
        void run(OutputStream out) throws IOException;
    }
}
