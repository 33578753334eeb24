package com.hubify.identity.parts.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BreakableLineTests {

    private final ServerSocket server;
    private final BreakableLine line;

    BreakableLineTests() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        line = BreakableLine.to("127.0.0.1", server.getLocalPort());
        var echo = new Thread(this::echo);
        echo.setDaemon(true);
        echo.start();
    }

    private Socket caller;

    @BeforeEach
    void call() throws IOException {
        caller = new Socket("127.0.0.1", line.port());
        caller.setSoTimeout(5_000);
    }

    @AfterEach
    void hangUp() throws IOException {
        caller.close();
        line.close();
        server.close();
    }

    @Test
    void passesBothWays() throws IOException {
        assertThat(echoOf('a')).isEqualTo('a');
    }

    @Test
    void endsConnectionsWhenCutAndRefusesNewOnes() throws IOException {
        echoOf('a');

        line.cut();

        assertThat(ended(caller)).isTrue();
        try (var next = new Socket("127.0.0.1", line.port())) {
            assertThat(ended(next)).isTrue();
        }
    }

    @Test
    void takesNewConnectionsAfterDrop() throws IOException {
        echoOf('a');

        line.drop();

        assertThat(ended(caller)).isTrue();
        call();
        assertThat(echoOf('b')).isEqualTo('b');
    }

    @Test
    void swallowsWhileHeldAndDeliversAfterwards() throws IOException {
        echoOf('a');
        line.hold();
        caller.setSoTimeout(100);

        assertThatThrownBy(() -> echoOf('b')).isInstanceOf(SocketTimeoutException.class);

        line.restore();
        caller.setSoTimeout(5_000);
        assertThat(caller.getInputStream().read()).isEqualTo('b');
    }

    @Test
    void deliversLaterWhileDelayed() throws IOException {
        echoOf('a');
        line.delay(Duration.ofMillis(100));
        long before = System.nanoTime();

        echoOf('b');

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    private int echoOf(char letter) throws IOException {
        caller.getOutputStream().write(letter);
        return caller.getInputStream().read();
    }

    private static boolean ended(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException e) {
            return !(e instanceof SocketTimeoutException);
        }
    }

    private void echo() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                var thread = new Thread(() -> {
                    try (socket) {
                        socket.getInputStream().transferTo(socket.getOutputStream());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }
}
