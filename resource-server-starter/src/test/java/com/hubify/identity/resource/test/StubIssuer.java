package com.hubify.identity.resource.test;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * An issuer on a port of its own: metadata, keys and introspection of the identity server, and below {@code /clerk} those
 * of a Clerk instance. Speaks real HTTP, so that nothing of the starter is replaced in a test. Can be made to fail.
 */
public final class StubIssuer implements AutoCloseable {

    public static final String CLIENT_ID = "service";
    public static final String CLIENT_SECRET = "s3cret of the service: %+&";

    /** An answer in place of the proper one. */
    public record Failure(int status, Map<String, String> headers, String body) {}

    // Making an RSA key takes longer than most tests.
    private static final RSAKey CLERK_KEY = TestKeys.rsa("ins_2aBcDeFgHiJkLmNoPqRsTuVwXyZ");

    private static final class Shared {
        private static final StubIssuer ISSUER = new StubIssuer();
    }

    private final HttpServer server;
    private final Map<String, Map<String, Object>> keys = new ConcurrentHashMap<>();
    private final Set<String> forgotten = ConcurrentHashMap.newKeySet();
    private final Map<String, Failure> failures = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
    private volatile List<JWK> published;
    private volatile List<JWK> publishedByClerk;
    private volatile ECKey signingKey = TestKeys.ec("identity-1");
    private volatile RSAKey clerkKey = CLERK_KEY;

    public StubIssuer() {
        published = List.of(signingKey);
        publishedByClerk = List.of(clerkKey);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
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
        keys.put(key, answer);
    }

    /** Forgets a key or an access token, as the identity server does when it is revoked. */
    public void forget(String credential) {
        keys.remove(credential);
        forgotten.add(credential);
    }

    /** Answers a path in another way until {@link #recover}. */
    public void fail(String path, int status, Map<String, String> headers, String body) {
        failures.put(path, new Failure(status, headers, body));
    }

    /** Answers 500 on every path until {@link #recover}. */
    public void failEverywhere() {
        failures.put("*", new Failure(500, Map.of(), ""));
    }

    /** Takes requests to a path and leaves them without an answer until {@link #recover}. */
    public void hang(String path) {
        held.put(path, new CountDownLatch(1));
    }

    public void recover() {
        failures.clear();
        held.values().forEach(CountDownLatch::countDown);
        held.clear();
    }

    /** How often a path was asked for. */
    public int requests(String path) {
        return requests.computeIfAbsent(path, key -> new AtomicInteger()).get();
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
        Failure failure = failures.getOrDefault(path, failures.get("*"));
        if (failure != null) {
            failure.headers.forEach(exchange.getResponseHeaders()::set);
            send(exchange, failure.status, failure.body);
            return;
        }
        switch (path) {
            case "/.well-known/openid-configuration" ->
                send(
                        exchange,
                        Map.of(
                                "issuer", issuer(),
                                "jwks_uri", issuer() + "/oauth2/jwks",
                                "introspection_endpoint", issuer() + "/oauth2/introspect"));
            case "/oauth2/jwks" -> send(exchange, new JWKSet(published).toJSONObject());
            case "/oauth2/introspect" -> introspect(exchange);
            case "/clerk/.well-known/openid-configuration" ->
                send(exchange, Map.of("issuer", clerkIssuer(), "jwks_uri", clerkIssuer() + "/.well-known/jwks.json"));
            case "/clerk/.well-known/jwks.json" -> send(exchange, new JWKSet(publishedByClerk).toJSONObject());
            default -> send(exchange, 404, "");
        }
    }

    private static void await(@Nullable CountDownLatch release) throws IOException {
        try {
            if (release != null) {
                release.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void introspect(HttpExchange exchange) throws IOException {
        if (!expectedAuthorization().equals(exchange.getRequestHeaders().getFirst(HttpHeaders.AUTHORIZATION))) {
            send(exchange, 401, "{\"error\":\"invalid_client\"}");
            return;
        }
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String token = UriComponentsBuilder.newInstance()
                .query(form)
                .build()
                .getQueryParams()
                .getFirst("token");
        Map<String, Object> answer = keys.get(String.valueOf(token));
        send(exchange, answer == null ? accessToken(String.valueOf(token)) : answer);
    }

    private Map<String, Object> accessToken(String token) {
        try {
            SignedJWT signed = SignedJWT.parse(token);
            if (!forgotten.contains(token) && signed.verify(new ECDSAVerifier(signingKey))) {
                Map<String, Object> answer =
                        new LinkedHashMap<>(signed.getJWTClaimsSet().toJSONObject());
                answer.put("active", true);
                return answer;
            }
        } catch (ParseException | JOSEException e) {
            // Answered below.
        }
        return Map.of("active", false);
    }

    private static String expectedAuthorization() {
        return "Basic "
                + HttpHeaders.encodeBasicAuth(
                        CLIENT_ID, URLEncoder.encode(CLIENT_SECRET, StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, Map<String, Object> body) throws IOException {
        exchange.getResponseHeaders().set(HttpHeaders.CONTENT_TYPE, "application/json");
        send(exchange, 200, JSONObjectUtils.toJSONString(body));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
