package com.hubify.identity.parts.line;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP proxy that a test can cut, stall and slow down. The program to be cut off connects to {@link #port} instead of the
 * server itself.
 */
public final class BreakableLine implements AutoCloseable {

    private static final int CHUNK = 16 * 1024;

    private final List<InetSocketAddress> servers;
    private final AtomicInteger turn = new AtomicInteger();
    private final ServerSocket entrance;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Object change = new Object();
    private boolean cut;
    private boolean held;
    private Duration delay = Duration.ZERO;

    private BreakableLine(List<InetSocketAddress> servers) throws IOException {
        this.servers = servers;
        this.entrance = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    }

    /** Opens a line to a server; with several ports to one after the other, as a balancer does that doesn't look after them. */
    public static BreakableLine to(String host, int... ports) {
        try {
            var line = new BreakableLine(Arrays.stream(ports)
                    .mapToObj(port -> new InetSocketAddress(host, port))
                    .toList());
            line.daemon(line::accept);
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port of the loopback interface to connect to. */
    public int port() {
        return entrance.getLocalPort();
    }

    /** Breaks every connection and refuses new ones, until {@link #restore}. */
    public void cut() {
        set(true, false, Duration.ZERO);
        drop();
    }

    /** Breaks every connection; new ones go through. */
    public void drop() {
        open.forEach(BreakableLine::close);
    }

    /**
     * Lets nothing through and breaks nothing, as a network that swallows packets does. What was sent arrives after
     * {@link #restore}.
     */
    public void hold() {
        set(false, true, Duration.ZERO);
    }

    /** Passes everything on later than it came. */
    public void delay(Duration by) {
        set(false, false, by);
    }

    /** Passes everything on at once. */
    public void restore() {
        set(false, false, Duration.ZERO);
    }

    @Override
    public void close() {
        cut();
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void set(boolean isCut, boolean isHeld, Duration by) {
        synchronized (change) {
            cut = isCut;
            held = isHeld;
            delay = by;
            change.notifyAll();
        }
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                var caller = entrance.accept();
                daemon(() -> connect(caller));
            } catch (IOException e) {
                // The entrance was closed, or the caller is gone already.
            }
        }
    }

    private void connect(Socket caller) {
        open.add(caller);
        try (caller;
                var callee = new Socket()) {
            open.add(callee);
            awaitPassage();
            callee.connect(servers.get(turn.getAndIncrement() % servers.size()));
            var back = daemon(() -> pump(callee, caller));
            pump(caller, callee);
            back.join();
        } catch (IOException e) {
            // Either side is gone; the other is told by the end of its connection.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.removeIf(Socket::isClosed);
        }
    }

    private void pump(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            var chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                awaitPassage();
                out.write(chunk, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // As above.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close(from);
            close(to);
        }
    }

    private void awaitPassage() throws InterruptedException, IOException {
        synchronized (change) {
            long until = System.nanoTime() + delay.toNanos();
            long left = delay.toMillis();
            while (!cut && (held || left > 0)) {
                change.wait(held ? 0 : left);
                left = delay.isZero()
                        ? 0
                        : Duration.ofNanos(until - System.nanoTime()).toMillis();
            }
            if (cut) {
                throw new IOException("cut");
            }
        }
    }

    private Thread daemon(Runnable work) {
        var thread = new Thread(work, "line-" + port());
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed either way.
        }
    }
}
