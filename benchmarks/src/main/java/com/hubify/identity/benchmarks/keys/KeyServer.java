package com.hubify.identity.benchmarks.keys;

import com.hubify.identity.benchmarks.JavaProgram;
import com.hubify.identity.benchmarks.Person;
import com.hubify.identity.benchmarks.ProcessorTime;
import com.hubify.identity.benchmarks.Requests;
import com.hubify.identity.benchmarks.ShippedProgram;
import com.hubify.identity.parts.program.FreePort;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.protocol.ApiKeyToken;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The identity server as it is shipped, in a process of its own, with a Clerk simulator and a person who may have many keys. */
final class KeyServer implements AutoCloseable {

    private static final String INTROSPECTOR = Requests.basic("demo-resource", "demo-resource-secret");
    private static final String LIMITS = "hubify.identity.api-keys.";

    private final URI base;
    private final JavaProgram clerk;
    private final JavaProgram program;
    private final Person person;

    KeyServer(Redis redis, Path signingKeys) {
        String simulator = "http://127.0.0.1:" + FreePort.find();
        int port = FreePort.find();
        this.base = URI.create("http://localhost:" + port);
        Map<String, String> settings = new LinkedHashMap<>(Person.settings());
        settings.put("server.port", Integer.toString(port));
        settings.put("spring.profiles.active", "local");
        settings.put("spring.data.redis.host", redis.host());
        settings.put("spring.data.redis.port", Integer.toString(redis.port()));
        settings.put("hubify.identity.issuer", base.toString());
        settings.put("hubify.identity.login.issuer", simulator);
        settings.put("hubify.identity.clerk.api-url", simulator);
        settings.put("hubify.identity.signing.provider", "local");
        settings.put("hubify.identity.signing.local.file", signingKeys.toString());
        settings.put(LIMITS + "per-owner", "2000");
        settings.put(LIMITS + "per-owner-and-day", "5000");
        settings.put(LIMITS + "changes-per-owner-and-day", "5000");
        List<String> jvm = List.of("-Xmx1g", "-XX:+IgnoreUnrecognizedVMOptions", "--enable-native-access=ALL-UNNAMED");
        this.program = ShippedProgram.launch("keys-" + port, "identity-server", jvm, settings);
        this.clerk = ShippedProgram.launch(
                "clerk-simulator",
                "clerk-simulator",
                List.of("-Xmx256m"),
                Map.of(
                        "server.port",
                        Integer.toString(URI.create(simulator).getPort()),
                        "clerk.simulator.issuer",
                        simulator,
                        "clerk.simulator.applications[0].redirect-uris",
                        base + "/login/oauth2/code/clerk",
                        "clerk.simulator.webhooks.endpoints",
                        ""));
        clerk.ready(URI.create(simulator + "/actuator/health/readiness"));
        program.ready(base.resolve("/actuator/health/readiness"));
        this.person = Person.ofSimulator(base);
    }

    URI base() {
        return base;
    }

    Person person() {
        return person;
    }

    ProcessorTime processorTime() {
        return program.processorTime();
    }

    byte[] introspection(ApiKeyToken key) {
        return introspection(key.value());
    }

    byte[] introspection(String key) {
        return Requests.post(base.resolve("/oauth2/introspect"), INTROSPECTOR, Map.of("token", key));
    }

    @Override
    public void close() {
        person.close();
        program.close();
        clerk.close();
    }
}
