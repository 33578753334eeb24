package com.hubify.identity.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A small identity server over real HTTP with really signed ID tokens. It behaves well unless a test tells it otherwise for
 * one path.
 */
final class FakeIdentityServer implements AutoCloseable {

    static final String OPENID = "/.well-known/openid-configuration";

    final FakeTokens tokens;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Function<Request, Answer>> paths = new ConcurrentHashMap<>();
    private final List<Request> seen = new CopyOnWriteArrayList<>();

    FakeIdentityServer(Clock clock) {
        try {
            server =
                    HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tokens = new FakeTokens(issuer(), clock);
        on(OPENID, request -> Answer.json(200, metadata()));
        on("/oauth2/authorize", tokens::authorize);
        on("/oauth2/token", tokens::token);
        on("/oauth2/jwks", request -> Answer.json(200, tokens.jwks()));
        on("/oauth2/device_authorization", tokens::deviceAuthorization);
        on("/oauth2/revoke", tokens::revoke);
        on("/userinfo", request -> Answer.json(200, FakeTokens.USERINFO));
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String metadata() {
        return """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/oauth2/authorize","token_endpoint":"%1$s/oauth2/token",
                "jwks_uri":"%1$s/oauth2/jwks","revocation_endpoint":"%1$s/oauth2/revoke","userinfo_endpoint":"%1$s/userinfo",
                "device_authorization_endpoint":"%1$s/oauth2/device_authorization",
                "authorization_response_iss_parameter_supported":true}
                """.formatted(issuer());
    }

    /** Has a scope of its own beside the published ones. */
    void offers(String scope) {
        String metadata = metadata().replace("{\"issuer\"", "{\"scopes_supported\":[\"" + scope + "\"],\"issuer\"");
        on(OPENID, request -> Answer.json(200, metadata));
    }

    /** Makes one path answer differently. */
    void on(String path, Function<Request, Answer> behaviour) {
        paths.put(path, behaviour);
    }

    /** What was asked at a path, in order. */
    List<Request> seen(String path) {
        return seen.stream().filter(request -> request.path().equals(path)).toList();
    }

    List<Request> seen() {
        return seen;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = Request.of(exchange);
            seen.add(request);
            Answer answer =
                    paths.getOrDefault(request.path(), any -> Answer.empty(404)).apply(request);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
