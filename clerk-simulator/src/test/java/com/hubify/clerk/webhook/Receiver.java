package com.hubify.clerk.webhook;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An endpoint for webhooks that answers as a test wants and shows what came. */
public final class Receiver implements AutoCloseable {

    /** One request, as it came. */
    public record Delivery(Headers headers, String body) {

        public String header(String name) {
            return headers.getFirst(name);
        }

        List<String> signatures() {
            return List.of(header("svix-signature").split(" "));
        }
    }

    /** How to answer a request; a status is sent unless it is 0, which means no answer at all. */
    public interface Answer {
        int status(HttpExchange exchange);
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
    private volatile Answer answer = exchange -> 204;

    public Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::receive);
        server.setExecutor(threads);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks/clerk");
    }

    void answers(Answer next) {
        answer = next;
    }

    /** The next request; fails if none comes. */
    public Delivery next() {
        try {
            Delivery delivery = deliveries.poll(30, TimeUnit.SECONDS);
            if (delivery == null) {
                throw new AssertionError("no webhook came within 30 seconds");
            }
            return delivery;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int unread() {
        return deliveries.size();
    }

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        deliveries.add(new Delivery(exchange.getRequestHeaders(), body));
        int status = answer.status(exchange);
        if (status != 0) {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
