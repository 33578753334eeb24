package com.hubify.identity.server.clerk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A server in Clerk's place that answers what a test says, and counts. Paths without an answer are Clerk's 404. */
public final class StubClerk implements AutoCloseable {

    /** @param status 0 for a connection that is closed without an answer, -1 for one that hangs until the end */
    private record Answer(int status, String body, Map<String, String> headers) {}

    private static final Answer MISSING =
            new Answer(404, "{\"errors\":[{\"code\":\"resource_not_found\",\"message\":\"not found\"}]}", Map.of());

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile @Nullable Answer everywhere;

    public StubClerk() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public StubClerk answer(String path, String body) {
        return answer(path, 200, body, Map.of());
    }

    public StubClerk answer(String path, int status, String body, Map<String, String> headers) {
        answers.put(path, new Answer(status, body, headers));
        return this;
    }

    /** Whatever the path. */
    public void answerAlways(int status, String body) {
        everywhere = new Answer(status, body, Map.of());
    }

    public void closeConnections() {
        answerAlways(0, "");
    }

    public void hang() {
        answerAlways(-1, "");
    }

    public void recover() {
        everywhere = null;
    }

    /** Path and query of each call. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    public long calls(String path) {
        return calls.stream()
                .filter(call -> call.split("\\?", 2)[0].equals(path))
                .count();
    }

    public List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    private void handle(HttpExchange exchange) throws IOException {
        calls.add(exchange.getRequestURI().toString());
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        Answer all = everywhere;
        Answer answer = all != null
                ? all
                : answers.getOrDefault(exchange.getRequestURI().getPath(), MISSING);
        if (answer.status() <= 0) {
            if (answer.status() < 0) {
                awaitEnd();
            }
            exchange.close();
            return;
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
