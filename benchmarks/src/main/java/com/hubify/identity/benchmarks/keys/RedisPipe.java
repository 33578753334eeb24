package com.hubify.identity.benchmarks.keys;

import com.hubify.identity.parts.redis.Redis;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends commands to Redis without waiting for each answer, as {@code redis-cli --pipe} does. */
final class RedisPipe implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final int MOST_UNANSWERED = 1_000;

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    private int unanswered;

    RedisPipe(Redis redis) throws IOException {
        this.socket = new Socket(redis.host(), redis.port());
        this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    }

    /** Sends a command whose answer is a status or a number. */
    void send(String... words) throws IOException {
        out.write(("*" + words.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            out.write(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(bytes);
            out.write('\r');
            out.write('\n');
        }
        if (++unanswered >= MOST_UNANSWERED) {
            await();
        }
    }

    /** Waits until all that was sent is done. */
    void await() throws IOException {
        out.flush();
        for (; unanswered > 0; unanswered--) {
            String answer = line();
            if (answer.startsWith("-")) {
                throw new IOException("Redis refuses: " + answer);
            }
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("Redis ended the connection");
            }
            line.append((char) next);
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        await();
        socket.close();
    }
}
