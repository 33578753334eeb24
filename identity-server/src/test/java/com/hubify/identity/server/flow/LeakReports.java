package com.hubify.identity.server.flow;

import com.hubify.identity.server.apikey.leak.Reports;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** GitHub, which reports leaked keys, and the chat that is told of them. Both are as old as the test run. */
final class LeakReports {

    static final Reports GITHUB = new Reports();
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /** What the chat was sent: the body and, in lower case, the headers. */
    static final BlockingQueue<Map<String, String>> TOLD = new LinkedBlockingQueue<>();

    private static final HttpServer CHAT = listen();

    private LeakReports() {}

    static String chat() {
        return "http://127.0.0.1:" + CHAT.getAddress().getPort() + "/";
    }

    private static HttpServer listen() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                try (exchange) {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    TOLD.add(Map.of(
                            "body",
                            new String(body, StandardCharsets.UTF_8),
                            "id",
                            exchange.getRequestHeaders().getFirst("webhook-id"),
                            "timestamp",
                            exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                            "signature",
                            exchange.getRequestHeaders().getFirst("webhook-signature")));
                    exchange.sendResponseHeaders(204, -1);
                }
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
