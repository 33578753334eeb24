package com.hubify.identity.benchmarks.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * Asks for tokens over one connection, one after the other. It speaks just enough HTTP for that, since the machine is also the
 * server's: any client library takes as much of it as the server does.
 */
final class TokenConnection implements AutoCloseable {

    static final String CLIENT = "demo-machine";
    static final String SECRET = "demo-machine-secret";
    static final String SCOPE = "labs:read";

    private static final int PATIENCE_MILLIS = 20_000;
    private static final String FORM = "grant_type=client_credentials&scope=" + SCOPE.replace(":", "%3A");

    private final URI endpoint;
    private final byte[] request;
    private Socket socket;
    private InputStream answer;
    private boolean ended;

    /** Connects. */
    TokenConnection(URI endpoint) throws IOException {
        this.endpoint = endpoint;
        this.request = request(endpoint);
        this.socket = connect();
        this.answer = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * Gets a token.
     *
     * @return the JSON it comes in
     * @throws IllegalStateException if the answer is anything but 200: its cost would say nothing
     */
    String ask() throws IOException {
        if (ended) {
            reconnect();
        }
        socket.getOutputStream().write(request);
        String status = line();
        int length = -1;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).strip());
            }
            // Tomcat ends a connection after a hundred requests.
            ended |= lower.equals("connection: close");
        }
        String body = new String(length < 0 ? chunks() : bytes(length), StandardCharsets.UTF_8);
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IllegalStateException(endpoint + " answered " + status + " " + body);
        }
        return body;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void reconnect() throws IOException {
        socket.close();
        socket = connect();
        answer = new BufferedInputStream(socket.getInputStream());
        ended = false;
    }

    private Socket connect() throws IOException {
        Socket fresh = new Socket();
        fresh.setTcpNoDelay(true);
        fresh.setSoTimeout(PATIENCE_MILLIS);
        fresh.connect(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()), PATIENCE_MILLIS);
        return fresh;
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(2048);
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.write(bytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().strip(), 16);
    }

    private byte[] bytes(int length) throws IOException {
        byte[] bytes = answer.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException(endpoint + " ended the connection in the middle of an answer");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (int next = answer.read(); next != '\n'; next = answer.read()) {
            if (next < 0) {
                throw new EOFException(endpoint + " ended the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static byte[] request(URI endpoint) {
        String secret = Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        return """
                POST %s HTTP/1.1\r
                Host: %s:%d\r
                Authorization: Basic %s\r
                Content-Type: application/x-www-form-urlencoded\r
                Content-Length: %d\r
                \r
                %s""".formatted(endpoint.getPath(), endpoint.getHost(), endpoint.getPort(), secret, FORM.length(), FORM)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
