package com.hubify.identity.parts.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Ports on which nothing listens. */
public final class FreePort {

    /** A port that is free again may be found again before its first finder listens on it. */
    private static final Set<Integer> FOUND = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /** A port of the loopback interface that was free a moment ago, and that was not found here before. */
    public static int find() {
        int port = free();
        while (!FOUND.add(port)) {
            port = free();
        }
        return port;
    }

    private static int free() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
