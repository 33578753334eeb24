package com.hubify.identity.benchmarks;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends requests over one connection, one after the other. It speaks just enough HTTP for that, since the machine is also the
 * server's: any client library takes as much of it as the server does.
 */
public final class HttpConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final URI server;
    private final @Nullable InetAddress from;
    private Socket socket;
    private InputStream answer;
    private boolean ended;
    private String status = "";

    /** Connects. */
    public HttpConnection(URI server) throws IOException {
        this(server, null);
    }

    /** Connects from one of the machine's addresses. */
    public HttpConnection(URI server, @Nullable InetAddress from) throws IOException {
        this.server = server;
        this.from = from;
        this.socket = connect();
        this.answer = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * Sends a request.
     *
     * @return the body of the answer; empty of a 204
     * @throws IllegalStateException if the answer isn't a success: its cost would say nothing
     */
    public String send(byte[] request) throws IOException {
        String body = exchange(request);
        if (!status.startsWith("HTTP/1.1 2")) {
            throw new IllegalStateException(server + " answered " + status + " " + body);
        }
        return body;
    }

    /** Sends a request whose answer may be a refusal: its status. */
    public int status(byte[] request) throws IOException {
        exchange(request);
        return Integer.parseInt(status.split(" ", 3)[1]);
    }

    private String exchange(byte[] request) throws IOException {
        if (ended) {
            reconnect();
        }
        socket.getOutputStream().write(request);
        status = line();
        int length = status.startsWith("HTTP/1.1 204") ? 0 : -1;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).strip());
            }
            // Tomcat ends a connection after a hundred requests.
            ended |= lower.equals("connection: close");
        }
        return new String(length < 0 ? chunks() : bytes(length), StandardCharsets.UTF_8);
    }

    /** Whether a server answers there, be it that a credential is missing. */
    static boolean answers(URI address) {
        try (HttpConnection connection = new HttpConnection(address)) {
            connection.exchange(Requests.get(address));
            return !connection.status.startsWith("HTTP/1.1 5");
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends one request over a connection of its own, and reads the JSON of the answer. */
    public static JsonNode ask(URI address, byte[] request) {
        try (HttpConnection connection = new HttpConnection(address)) {
            return JsonMapper.shared().readTree(connection.send(request));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        if (from != null) {
            fresh.bind(new InetSocketAddress(from, 0));
        }
        fresh.setTcpNoDelay(true);
        fresh.setSoTimeout(PATIENCE_MILLIS);
        fresh.connect(new InetSocketAddress(server.getHost(), server.getPort()), PATIENCE_MILLIS);
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
            throw new EOFException(server + " ended the connection in the middle of an answer");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (int next = answer.read(); next != '\n'; next = answer.read()) {
            if (next < 0) {
                throw new EOFException(server + " ended the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
