package com.hubify.identity.parts.openbao;

import com.hubify.identity.parts.OpenBaoServer;
import com.hubify.identity.parts.program.Part;
import com.hubify.identity.parts.program.Readiness;
import com.hubify.identity.parts.program.Runner;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A real OpenBao. Get one with {@link OpenBaoServer}; {@link #shared} and {@link #own} serve code outside a test class. */
public final class OpenBao extends Part {

    private static @Nullable OpenBao sharedOne;

    private final OpenBaoClient client;
    private String token = "";

    private OpenBao(Runner runner, boolean own, @Nullable Authority authority) {
        super("OpenBao", runner, own);
        client = authority == null
                ? new OpenBaoClient(HttpClient.newHttpClient(), () -> url("http", runner))
                : new OpenBaoClient(
                        HttpClient.newBuilder().sslContext(authority.context()).build(), () -> url("https", runner));
    }

    /** The one server of this JVM, as others left it. */
    public static synchronized OpenBao shared() {
        if (sharedOne == null) {
            sharedOne = launched(false, null);
        }
        return sharedOne;
    }

    /** A server for the caller alone, who closes it. */
    public static OpenBao own() {
        return launched(true, null);
    }

    /** A server for the caller alone, who closes it, that speaks TLS only, with a certificate of this authority. */
    public static OpenBao ownWithTls(Authority authority) {
        return launched(true, authority);
    }

    private static OpenBao launched(boolean own, @Nullable Authority authority) {
        var openBao = new OpenBao(OpenBaoRunners.create(authority), own, authority);
        openBao.launch();
        openBao.initialize();
        return openBao;
    }

    /** The address as clients write it. */
    public URI url() {
        return client.url();
    }

    /** The root token, made anew for each server. */
    public String token() {
        return token;
    }

    /** Replaces what is mounted at {@code transit/} by an empty transit engine. */
    public void freshTransit() {
        delete("sys/mounts/transit");
        write("sys/mounts/transit", Map.of("type", "transit"));
    }

    /** Reads a path below {@code /v1/} as root. */
    public JsonNode read(String path) {
        return client.send("GET", path, token, Map.of());
    }

    /** Writes to a path below {@code /v1/} as root; the answer is empty where OpenBao has nothing to say. */
    public JsonNode write(String path, Map<String, ?> body) {
        return client.send("POST", path, token, body);
    }

    /** Deletes a path below {@code /v1/} as root. */
    public void delete(String path) {
        client.send("DELETE", path, token, Map.of());
    }

    /** A token that may do what a policy in HCL says and nothing else. */
    public String tokenFor(String policy) {
        var name = "parts-" + Integer.toHexString(policy.hashCode());
        write("sys/policies/acl/" + name, Map.of("policy", policy));
        var answer = write("auth/token/create", Map.of("policies", name, "no_default_policy", true));
        return answer.at("/auth/client_token").asString();
    }

    /** The HTTP status of a request with this token; for tests of policies. */
    public int status(String token, String method, String path, Map<String, ?> body) {
        return client.status(method, path, token, body);
    }

    /** Starts it again and waits until it is unsealed, which it does by itself. */
    @Override
    public void start() {
        super.start();
        Readiness.await("OpenBao", runner(), client::unsealed);
    }

    @Override
    protected boolean answers() {
        return client.answers();
    }

    private static URI url(String scheme, Runner runner) {
        return URI.create(scheme + "://" + runner.host() + ":" + runner.port());
    }

    private void initialize() {
        var answer = client.send("PUT", "sys/init", "", Map.of("recovery_shares", 1, "recovery_threshold", 1));
        token = answer.at("/root_token").asString();
        Readiness.await("OpenBao", runner(), client::unsealed);
    }
}
