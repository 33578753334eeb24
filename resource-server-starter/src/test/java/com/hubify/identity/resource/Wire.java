package com.hubify.identity.resource;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Speaks HTTP byte by byte, as no client library would. */
public final class Wire {

    /** An answer as it came. Status 0 is a connection that was cut. */
    public record Answer(int status, List<String> headers, String body) {

        /** The value of a header that is there once; empty if it is not there. */
        String header(String name) {
            List<String> values = headers(name);
            if (values.size() > 1) {
                throw new AssertionError(name + " more than once: " + values);
            }
            return values.isEmpty() ? "" : values.get(0);
        }

        List<String> headers(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).strip())
                    .toList();
        }
    }

    private final int port;

    public Wire(int port) {
        this.port = port;
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    Answer send(String method, String path, String body, String... headers) {
        List<String> lines = new ArrayList<>(List.of(headers));
        if (lines.stream().noneMatch(line -> line.startsWith("Host:"))) {
            lines.add("Host: localhost:" + port);
        }
        if (!body.isEmpty()) {
            lines.add("Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length);
        }
        return raw(method + " " + path + " HTTP/1.1\r\nConnection: close\r\n" + String.join("\r\n", lines) + "\r\n\r\n"
                + body);
    }

    /** Sends what is no request that {@link #send} could make. */
    Answer raw(String request) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (SocketException e) {
            return new Answer(0, List.of(), "");
        } catch (IOException e) {
            throw new AssertionError(request, e);
        }
    }

    private static Answer parse(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new AssertionError("No answer: " + answer);
        }
        List<String> lines = List.of(answer.substring(0, end).split("\r\n"));
        Answer parsed = new Answer(
                Integer.parseInt(lines.get(0).split(" ")[1]),
                lines.subList(1, lines.size()),
                answer.substring(end + 4));
        return parsed.header("Transfer-Encoding").equals("chunked")
                ? new Answer(parsed.status, parsed.headers, joined(parsed.body))
                : parsed;
    }

    private static String joined(String chunks) {
        StringBuilder body = new StringBuilder();
        String rest = chunks;
        while (!rest.startsWith("0\r\n")) {
            int line = rest.indexOf("\r\n");
            int length = Integer.parseInt(rest.substring(0, line), 16);
            body.append(rest, line + 2, line + 2 + length);
            rest = rest.substring(line + 4 + length);
        }
        return body.toString();
    }
}
