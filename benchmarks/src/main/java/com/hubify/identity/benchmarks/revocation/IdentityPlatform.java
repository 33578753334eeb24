package com.hubify.identity.benchmarks.revocation;

import com.hubify.identity.benchmarks.JavaProgram;
import com.hubify.identity.benchmarks.Person;
import com.hubify.identity.benchmarks.ShippedProgram;
import com.hubify.identity.parts.program.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** Nodes of the identity server as it is shipped and the Clerk simulator, each a process, over one store. */
final class IdentityPlatform implements AutoCloseable {

    private final Store store;
    private final Duration ahead;
    private final int clerkPort = FreePort.find();
    private final List<Integer> ports;
    private final Path folder = folder();
    private final Path keys;
    private final JavaProgram clerk;
    private final List<JavaProgram> nodes = new ArrayList<>();

    private IdentityPlatform(Store store, int count, Duration ahead) {
        this.store = store;
        this.ahead = ahead;
        this.keys = folder.resolve("signing-keys.json");
        this.ports = Stream.generate(FreePort::find).limit(count).toList();
        this.clerk = launch("clerk-simulator", clerkPort, clerkSettings(), Map.of());
        for (int number = 0; number < count; number++) {
            // One after the other: the first makes the signing keys.
            nodes.add(launchNode(number).ready(health(ports.get(number))));
        }
        clerk.ready(health(clerkPort));
    }

    /** Starts one node over one Redis, and waits until it serves. */
    static IdentityPlatform start() {
        return start(Store.start("redis"), 1, Duration.ZERO);
    }

    /**
     * Starts so many nodes, and waits until they serve. Closes the store with them.
     *
     * @param ahead how much the clock of the second one is ahead
     */
    static IdentityPlatform start(Store store, int count, Duration ahead) {
        return new IdentityPlatform(store, count, ahead);
    }

    String issuer() {
        return address(0);
    }

    /** Where a node is reached. */
    String address(int number) {
        return "http://localhost:" + ports.get(number);
    }

    /** Where all nodes are reached. */
    List<Integer> ports() {
        return ports;
    }

    Store store() {
        return store;
    }

    /** A node is killed, as by {@code kill -9}. */
    void kill(int number) {
        nodes.get(number).kill();
    }

    /** Starts a node again and waits until it serves. */
    void restart(int number) {
        nodes.set(number, launchNode(number).ready(health(ports.get(number))));
    }

    /** A node hangs, until {@link #resume}. */
    void pause(int number) {
        nodes.get(number).pause();
    }

    void resume(int number) {
        nodes.get(number).resume();
    }

    @Override
    public void close() {
        nodes.forEach(JavaProgram::close);
        clerk.close();
        store.close();
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JavaProgram launchNode(int number) {
        Map<String, String> environment = number == 1 ? FakeTime.ahead(ahead) : Map.of();
        return launch("identity-server", ports.get(number), serverSettings(), environment);
    }

    private Map<String, String> clerkSettings() {
        return Map.of(
                "clerk.simulator.issuer",
                "http://127.0.0.1:" + clerkPort,
                "clerk.simulator.applications[0].redirect-uris",
                issuer() + "/login/oauth2/code/clerk",
                "clerk.simulator.webhooks.endpoints[0].url",
                issuer() + "/webhooks/clerk",
                "clerk.simulator.webhooks.endpoints[0].secret",
                // As the profile local has it.
                "whsec_aHViaWZ5LXNpbXVsYXRvci13ZWJob29rcw==");
    }

    private Map<String, String> serverSettings() {
        Map<String, String> settings = new LinkedHashMap<>(store.settings());
        settings.putAll(Person.settings());
        settings.put("spring.profiles.active", "local");
        settings.put("hubify.identity.issuer", issuer());
        settings.put("hubify.identity.login.issuer", "http://127.0.0.1:" + clerkPort);
        settings.put("hubify.identity.clerk.api-url", "http://127.0.0.1:" + clerkPort);
        settings.put("hubify.identity.signing.provider", "local");
        settings.put("hubify.identity.signing.local.file", keys.toString());
        return settings;
    }

    private static JavaProgram launch(
            String module, int port, Map<String, String> settings, Map<String, String> environment) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("server.port", Integer.toString(port));
        return ShippedProgram.launch(module + "-" + port, module, List.of("-Xmx768m"), all, environment);
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
