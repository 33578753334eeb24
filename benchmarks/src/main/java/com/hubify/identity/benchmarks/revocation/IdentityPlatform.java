package com.hubify.identity.benchmarks.revocation;

import com.hubify.identity.benchmarks.JavaProgram;
import com.hubify.identity.benchmarks.ShippedProgram;
import com.hubify.identity.parts.FreePort;
import com.hubify.identity.parts.PartUnavailable;
import com.hubify.identity.parts.Redis;
import com.hubify.identity.parts.RedisVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/** The identity server as it is shipped and the Clerk simulator, each a process, over a Redis that writes before it answers. */
final class IdentityPlatform implements AutoCloseable {

    private final Redis redis;
    private final String store;
    private final int clerkPort = FreePort.find();
    private final int port = FreePort.find();
    private final Path folder = folder();
    private final Path keys;
    private final JavaProgram clerk;
    private JavaProgram server;

    private IdentityPlatform(Redis redis, String store) {
        this.redis = redis;
        this.store = store;
        this.keys = folder.resolve("signing-keys.json");
        this.clerk = launch("clerk-simulator", clerkPort, clerkSettings());
        this.server = launch("identity-server", port, serverSettings());
    }

    /** Starts everything and waits until it serves. */
    static IdentityPlatform start() {
        IdentityPlatform platform = overBestRedis();
        platform.clerk.ready(health(platform.clerkPort));
        platform.server.ready(health(platform.port));
        return platform;
    }

    private static IdentityPlatform overBestRedis() {
        try {
            return new IdentityPlatform(Redis.own(RedisVersion.MACHINE), "the machine's Redis, appendfsync always");
        } catch (PartUnavailable e) {
            return new IdentityPlatform(Redis.own(RedisVersion.CARRIED), "Redis 6.2, appendfsync always");
        }
    }

    String issuer() {
        return "http://localhost:" + port;
    }

    int port() {
        return port;
    }

    String store() {
        return store;
    }

    /** The server dies as of {@code kill -9}. */
    void killServer() {
        server.kill();
    }

    /** Starts the server again and waits until it serves. */
    void startServer() {
        server = launch("identity-server", port, serverSettings()).ready(health(port));
    }

    Redis redis() {
        return redis;
    }

    @Override
    public void close() {
        server.close();
        clerk.close();
        redis.close();
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> clerkSettings() {
        return Map.of(
                "clerk.simulator.issuer",
                "http://127.0.0.1:" + clerkPort,
                "clerk.simulator.applications[0].redirect-uris",
                issuer() + "/login/oauth2/code/clerk");
    }

    private Map<String, String> serverSettings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("spring.profiles.active", "local");
        settings.put("spring.data.redis.host", redis.host());
        settings.put("spring.data.redis.port", Integer.toString(redis.port()));
        settings.put("hubify.identity.issuer", issuer());
        settings.put("hubify.identity.login.issuer", "http://127.0.0.1:" + clerkPort);
        settings.put("hubify.identity.signing.provider", "local");
        settings.put("hubify.identity.signing.local.file", keys.toString());
        return settings;
    }

    private static JavaProgram launch(String module, int port, Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("server.port", Integer.toString(port));
        return ShippedProgram.launch(module + "-" + port, module, List.of("-Xmx768m"), all);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("hubify-benchmarks-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI health(int port) {
        return URI.create("http://localhost:" + port + "/actuator/health/readiness");
    }
}
