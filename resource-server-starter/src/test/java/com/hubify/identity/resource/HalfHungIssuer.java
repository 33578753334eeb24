package com.hubify.identity.resource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A balancer that doesn't look after its two nodes, and gives them the connections in turn. One of them may hang: it takes
 * connections, and never says a word.
 */
public final class HalfHungIssuer implements AutoCloseable {

    private final int port;
    private final ServerSocket entrance;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile boolean hangs;
    private volatile int turn;

    /** @param port where the node that answers is */
    public HalfHungIssuer(int port) {
        this.port = port;
        try {
            entrance = new ServerSocket(0, 100, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + entrance.getLocalPort());
    }

    /** How many connections there have been. */
    public int accepted() {
        return accepted.get();
    }

    /**
     * One node hangs from now on.
     *
     * @param next 0 if the next connection leads to it, 1 if the one after that
     */
    public void hang(int next) {
        turn = next;
        hangs = true;
    }

    @Override
    public void close() {
        close(entrance);
        open.forEach(HalfHungIssuer::close);
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket caller = entrance.accept();
                open.add(caller);
                accepted.incrementAndGet();
                boolean isHung = hangs && turn++ % 2 == 0;
                if (!isHung) {
                    connect(caller);
                }
            } catch (IOException e) {
                // Closed, by either side.
            }
        }
    }

    private void connect(Socket caller) throws IOException {
        Socket node = new Socket(InetAddress.getByName("127.0.0.1"), port);
        open.add(node);
        daemon(() -> pump(caller, node));
        daemon(() -> pump(node, caller));
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            byte[] some = new byte[8192];
            for (int read = from.getInputStream().read(some);
                    read >= 0;
                    read = from.getInputStream().read(some)) {
                to.getOutputStream().write(some, 0, read);
            }
        } catch (IOException e) {
            // Closed, by either side.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "half-hung-issuer");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
