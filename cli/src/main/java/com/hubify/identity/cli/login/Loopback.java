package com.hubify.identity.cli.login;

import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits on this machine for the browser to come back. It hears the first request that carries our state; others get a page
 * and change nothing, so that a web site which guesses the port can't end or take over a sign-in.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8252#section-7.3">RFC 8252, section 7.3</a>
 */
final class Loopback implements AutoCloseable {

    private static final String PATH = "/callback";
    private static final String HOST = "127.0.0.1";

    /** How long the browser's last page waits for the tokens, and we for the browser to have taken it. */
    private static final Duration LAST_PAGE = Duration.ofSeconds(60);

    private final HttpServer server;
    private final ExecutorService threads;
    private final CallbackQuery query;
    private final CompletableFuture<Map<String, List<String>>> answer = new CompletableFuture<>();
    private final CompletableFuture<CallbackPage> outcome = new CompletableFuture<>();
    private final CompletableFuture<Void> shown = new CompletableFuture<>();

    private Loopback(HttpServer server, ExecutorService threads, CallbackQuery query) {
        this.server = server;
        this.threads = threads;
        this.query = query;
    }

    /** Starts listening on a port that the system chooses, on 127.0.0.1 alone. */
    static Loopback open(CallbackQuery query) {
        try {
            // Not the machine's idea of a loopback address, which may be ::1: the redirect address says which.
            InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            HttpServer server = HttpServer.create(new InetSocketAddress(address, 0), 0);
            ExecutorService threads = Executors.newFixedThreadPool(16, Loopback::daemon);
            Loopback loopback = new Loopback(server, threads, query);
            server.setExecutor(threads);
            server.createContext("/", loopback::handle);
            server.start();
            return loopback;
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.UNEXPECTED,
                    "Can't listen on " + HOST + " for the browser to come back.",
                    "Use 'hubify auth login --device' instead.",
                    e);
        }
    }

    URI redirect() {
        return URI.create("http://" + authority() + PATH);
    }

    /** The parameters the browser came back with; empty if it did not in time. */
    Optional<Map<String, List<String>>> await(Duration time) {
        try {
            return Optional.of(answer.get(time.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Shows the result in the browser. */
    void finish(CallbackPage page) {
        outcome.complete(page);
    }

    @Override
    public void close() {
        outcome.complete(CallbackPage.FAILED);
        if (answer.isDone()) {
            waitFor(shown);
        }
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (isForUs(exchange)) {
                callback(exchange);
            } else {
                send(exchange, CallbackPage.NOT_FOUND);
            }
        }
    }

    private void callback(HttpExchange exchange) throws IOException {
        Optional<Map<String, List<String>>> parameters = query.parse(exchange.getRequestURI());
        if (parameters.isEmpty()) {
            send(exchange, CallbackPage.FOREIGN);
        } else if (answer.complete(parameters.get())) {
            try {
                send(exchange, waitFor(outcome).orElse(CallbackPage.FAILED));
            } finally {
                exchange.close();
                shown.complete(null);
            }
        } else {
            send(exchange, CallbackPage.USED);
        }
    }

    /**
     * The Host header must be ours: a name that an attacker lets resolve to 127.0.0.1 is another origin (DNS rebinding).
     */
    private boolean isForUs(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("GET")
                && exchange.getRequestURI().getRawPath().equals(PATH)
                && authority().equals(exchange.getRequestHeaders().getFirst("Host"));
    }

    private String authority() {
        return HOST + ":" + server.getAddress().getPort();
    }

    private static void send(HttpExchange exchange, CallbackPage page) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "text/html; charset=utf-8");
        headers.set("Cache-Control", "no-store");
        headers.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Connection", "close");
        byte[] html = page.html();
        exchange.sendResponseHeaders(page.status(), html.length);
        exchange.getResponseBody().write(html);
    }

    private static <T> Optional<T> waitFor(CompletableFuture<T> future) {
        try {
            return Optional.ofNullable(future.get(LAST_PAGE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "loopback");
        thread.setDaemon(true);
        return thread;
    }
}
