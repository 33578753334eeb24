package com.hubify.identity.resource.test;

import com.hubify.identity.protocol.TokenClaims;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * An issuer on a port of its own: metadata, keys, introspection and revocations of the identity server, and below
 * {@code /clerk} metadata and keys of a Clerk instance. Speaks real HTTP, so that nothing of the starter is replaced in a
 * test. Can be made to fail.
 */
public final class StubIssuer implements AutoCloseable {

    public static final String CLIENT_ID = "service";
    public static final String CLIENT_SECRET = "s3cret of the service: %+&";

    /** An answer in place of the proper one. */
    public record Failure(int status, Map<String, String> headers, String body) {}

    private record Hang(AtomicInteger left, CountDownLatch release) {}

    // Making an RSA key takes longer than most tests.
    private static final RSAKey CLERK_KEY = TestKeys.rsa("ins_2aBcDeFgHiJkLmNoPqRsTuVwXyZ");

    static {
        // Else the JDK's server waits for the reader's system to acknowledge one event before it sends the next.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final class Shared {
        private static final StubIssuer ISSUER = new StubIssuer();
    }

    private final HttpServer server;
    private final Set<String> feedTokens = ConcurrentHashMap.newKeySet();
    private final StubRevocations revocations = new StubRevocations();
    private final StubCredentials credentials = new StubCredentials(revocations);
    private final Map<String, Failure> failures = new ConcurrentHashMap<>();
    private final Map<String, Failure> once = new ConcurrentHashMap<>();
    private final Map<String, Hang> held = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
    private final BlockingQueue<String> refusals = new ArrayBlockingQueue<>(1_000);
    private volatile List<JWK> published;
    private volatile List<JWK> publishedByClerk;
    private volatile ECKey signingKey = TestKeys.ec("identity-1");
    private volatile RSAKey clerkKey = CLERK_KEY;

    public StubIssuer() {
        this(0);
    }

    private StubIssuer(int port) {
        published = List.of(signingKey);
        publishedByClerk = List.of(clerkKey);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "stub-issuer");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    /** One that takes the place of another. */
    public static StubIssuer at(int port) {
        return new StubIssuer(port);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** One for all tests of a JVM; never closed. */
    static StubIssuer shared() {
        return Shared.ISSUER;
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public String clerkIssuer() {
        return issuer() + "/clerk";
    }

    public ECKey signingKey() {
        return signingKey;
    }

    public RSAKey clerkKey() {
        return clerkKey;
    }

    /** Signs with another key from now on; the old one is no longer published. */
    public void rotate(ECKey next) {
        signingKey = next;
        published = List.of(next);
    }

    /** Signs session tokens with another key from now on, perhaps under the same id. */
    public void rotateClerk(RSAKey next) {
        clerkKey = next;
        publishedByClerk = List.of(next);
    }

    /** Publishes these keys beside the one that signs. */
    public void publishToo(JWK... more) {
        published = new ArrayList<>(List.of(more));
        published.add(signingKey);
    }

    /** Knows the key from now on, and answers these members about it. */
    public void know(String key, Map<String, Object> answer) {
        credentials.know(key, answer);
    }

    /** Forgets a key or an access token, as the identity server does when it is revoked. */
    public void forget(String credential) {
        credentials.forget(credential);
    }

    /** Takes {@link #forget} back. */
    public void recall(String credential) {
        credentials.recall(credential);
    }

    /** What has been revoked, and the feed that tells of it. */
    public StubRevocations revocations() {
        return revocations;
    }

    /** Takes none of the access tokens any more that services got to read the feed with. */
    public void forgetFeedTokens() {
        feedTokens.clear();
    }

    /** Answers a path in another way until {@link #recover}. */
    public void fail(String path, int status, Map<String, String> headers, String body) {
        failures.put(path, new Failure(status, headers, body));
    }

    /** Answers the next request to a path in another way; of those left hanging, the first that is let go. */
    public void answerOnce(String path, String body) {
        once.put(path, new Failure(200, Map.of(), body));
    }

    /** Answers 500 on every path until {@link #recover}. */
    public void failEverywhere() {
        failures.put("*", new Failure(500, Map.of(), ""));
    }

    /** Takes requests to a path and leaves them without an answer until {@link #recover}. */
    public void hang(String path) {
        hang(path, Integer.MAX_VALUE);
    }

    /** The same with the next ones only, as if a balancer led them to a node that hangs. */
    public void hang(String path, int requests) {
        held.put(path, new Hang(new AtomicInteger(requests), new CountDownLatch(1)));
    }

    public void recover() {
        failures.clear();
        held.values().forEach(hang -> hang.release.countDown());
        held.clear();
    }

    /** How often a path was asked for. */
    public int requests(String path) {
        return requests.computeIfAbsent(path, key -> new AtomicInteger()).get();
    }

    /** The next report on refused requests that names this one; null if none comes in time. */
    public @Nullable String refusal(String reference) throws InterruptedException {
        String report = refusals.poll(10, TimeUnit.SECONDS);
        while (report != null && !report.contains(reference)) {
            report = refusals.poll(10, TimeUnit.SECONDS);
        }
        return report;
    }

    @Override
    public void close() {
        recover();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.computeIfAbsent(path, key -> new AtomicInteger()).incrementAndGet();
        await(held.get(path));
        Failure failure = once.remove(path);
        if (failure == null) {
            failure = failures.getOrDefault(path, failures.get("*"));
        }
        if (failure != null) {
            failure.headers.forEach(exchange.getResponseHeaders()::set);
            StubExchange.send(exchange, failure.status, failure.body);
            return;
        }
        switch (path) {
            case "/.well-known/openid-configuration" ->
                StubExchange.send(
                        exchange,
                        Map.of(
                                "issuer", issuer(),
                                "jwks_uri", issuer() + "/oauth2/jwks",
                                "token_endpoint", issuer() + "/oauth2/token",
                                "introspection_endpoint", issuer() + "/oauth2/introspect",
                                "revocations_endpoint", issuer() + "/v1/revocations"));
            case "/oauth2/jwks" -> StubExchange.send(exchange, new JWKSet(published).toJSONObject());
            case "/oauth2/introspect" -> introspect(exchange);
            case "/oauth2/token" -> issueFeedToken(exchange);
            case "/v1/revocations" -> tellRevocations(exchange);
            case "/v1/refusals" -> takeRefusals(exchange);
            case "/clerk/.well-known/openid-configuration" ->
                StubExchange.send(
                        exchange,
                        Map.of("issuer", clerkIssuer(), "jwks_uri", clerkIssuer() + "/.well-known/jwks.json"));
            case "/clerk/.well-known/jwks.json" ->
                StubExchange.send(exchange, new JWKSet(publishedByClerk).toJSONObject());
            default -> StubExchange.send(exchange, 404, "");
        }
    }

    private static void await(@Nullable Hang hang) throws IOException {
        try {
            if (hang != null && hang.left.getAndDecrement() > 0) {
                hang.release.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void introspect(HttpExchange exchange) throws IOException {
        if (StubExchange.isOurService(exchange)) {
            Map<String, String> form = StubExchange.form(exchange);
            Map<String, Object> answer = credentials.answer(form.getOrDefault("token", ""), published);
            boolean isHidden = answer.containsKey(TokenClaims.ALLOWED_IPS)
                    && !TokenClaims.ALLOWED_IPS.equals(form.get(TokenClaims.UNDERSTANDS));
            StubExchange.send(exchange, isHidden ? Map.of("active", false) : answer);
        }
    }

    private void issueFeedToken(HttpExchange exchange) throws IOException {
        if (!StubExchange.isOurService(exchange)) {
            return;
        }
        if (!StubExchange.form(exchange)
                .equals(Map.of("grant_type", "client_credentials", "scope", "revocations:read"))) {
            StubExchange.send(exchange, 400, "{\"error\":\"invalid_request\"}");
            return;
        }
        String token = UUID.randomUUID().toString();
        feedTokens.add(token);
        StubExchange.send(
                exchange,
                Map.of("access_token", token, "token_type", "Bearer", "expires_in", 600, "scope", "revocations:read"));
    }

    private void takeRefusals(HttpExchange exchange) throws IOException {
        boolean unused = refusals.offer(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        StubExchange.send(exchange, 204, "");
    }

    private void tellRevocations(HttpExchange exchange) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (authorization != null && feedTokens.contains(authorization.substring("Bearer ".length()))) {
            revocations.serve(exchange);
        } else {
            StubExchange.send(exchange, 401, "");
        }
    }
}
