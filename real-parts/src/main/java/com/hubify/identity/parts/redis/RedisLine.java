package com.hubify.identity.parts.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * One inline command and its answer: what a person types into a plain connection. A client library
 * here would decide which one every test class path carries.
 */
final class RedisLine {

    private static final int TIMEOUT_MILLIS = 2_000;

    private RedisLine() {}

    static String send(String host, int port, String command) throws IOException {
        return exchange(host, port, command, RedisLine::line);
    }

    /** The same for commands that answer with a text of several lines. */
    static String ask(String host, int port, String command) throws IOException {
        return exchange(host, port, command, RedisLine::text);
    }

    private interface Reading {

        String from(BufferedReader answer) throws IOException;
    }

    private static String exchange(String host, int port, String command, Reading reading) throws IOException {
        try (var socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return reading.from(
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)));
        }
    }

    private static String line(BufferedReader answer) throws IOException {
        return Objects.requireNonNullElse(answer.readLine(), "");
    }

    private static String text(BufferedReader answer) throws IOException {
        String first = line(answer);
        if (!first.startsWith("$")) {
            throw new IOException("not a text: " + first);
        }
        var text = new char[Math.max(0, Integer.parseInt(first.substring(1)))];
        int read = 0;
        while (read < text.length) {
            int more = answer.read(text, read, text.length - read);
            if (more < 0) {
                throw new IOException("cut off");
            }
            read += more;
        }
        return new String(text);
    }
}
