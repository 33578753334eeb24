package com.hubify.identity.benchmarks.departure;

import com.hubify.identity.benchmarks.HttpConnection;
import com.hubify.identity.benchmarks.JavaProgram;
import com.hubify.identity.benchmarks.Person;
import com.hubify.identity.benchmarks.Requests;
import com.hubify.identity.benchmarks.ShippedProgram;
import com.hubify.identity.parts.program.FreePort;
import com.hubify.identity.parts.redis.Redis;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A Clerk with people who will be deleted, the identity server and services: each the program that is shipped. */
final class Platform implements AutoCloseable {

    private static final String SECRET_KEY = "Authorization: Bearer sk_test_hubify_simulator";
    private static final String WEBHOOK_SECRET = "whsec_aHViaWZ5LXNpbXVsYXRvci13ZWJob29rcw==";
    private static final String ID = "user_2hUbIfYdEpArTiNgUsEr%07d";

    private final URI clerk = URI.create("http://127.0.0.1:" + FreePort.find());
    private final URI server = URI.create("http://localhost:" + FreePort.find());
    private final List<URI> services;
    private final List<JavaProgram> programs = new ArrayList<>();

    Platform(Redis redis, Path folder, int people, int services) {
        this.services = IntStream.range(0, services)
                .mapToObj(i -> URI.create("http://localhost:" + FreePort.find()))
                .toList();
        launch("clerk-simulator", "clerk-simulator", clerkSettings(people));
        programs.get(0).ready(clerk.resolve("/actuator/health/readiness"));
        launch("identity-server", "identity-server", serverSettings(redis, folder));
        programs.get(1).ready(server.resolve("/actuator/health/readiness"));
        for (int i = 0; i < services; i++) {
            launch("service-" + i, "demo-resource", serviceSettings(this.services.get(i)));
        }
        for (int i = 0; i < services; i++) {
            programs.get(2 + i).ready(this.services.get(i).resolve("/actuator/health/readiness"));
        }
    }

    URI server() {
        return server;
    }

    List<URI> services() {
        return services;
    }

    static String email(int number) {
        return "departing-" + number + "@example.com";
    }

    /** A session token, as a page of the first service would have it. */
    String sessionToken(int number) {
        return HttpConnection.ask(
                        clerk,
                        Requests.form(
                                clerk.resolve("/simulator/session-tokens"),
                                Map.of("identifier", email(number)),
                                "Origin: " + services.get(0)))
                .path("jwt")
                .asString();
    }

    /** Deletes a person through Clerk's Backend API. */
    void delete(int number) {
        HttpConnection.ask(clerk, Requests.delete(clerk.resolve("/v1/users/" + ID.formatted(number)), SECRET_KEY));
    }

    @Override
    public void close() {
        programs.forEach(JavaProgram::close);
    }

    private void launch(String name, String module, Map<String, String> settings) {
        programs.add(ShippedProgram.launch(
                name, module, List.of("-Xmx256m", "--enable-native-access=ALL-UNNAMED"), settings));
    }

    private Map<String, String> clerkSettings(int people) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("server.port", Integer.toString(clerk.getPort()));
        settings.put("clerk.simulator.issuer", clerk.toString());
        settings.put("clerk.simulator.applications[0].redirect-uris", server + "/login/oauth2/code/clerk");
        settings.put("clerk.simulator.webhooks.endpoints[0].url", server + "/webhooks/clerk");
        settings.put("clerk.simulator.webhooks.endpoints[0].secret", WEBHOOK_SECRET);
        for (int i = 0; i < people; i++) {
            String user = "clerk.simulator.users[" + i + "].";
            settings.put(user + "id", ID.formatted(i));
            settings.put(user + "email", email(i));
            settings.put(user + "password", Person.PASSWORD);
        }
        return settings;
    }

    private Map<String, String> serverSettings(Redis redis, Path folder) {
        Map<String, String> settings = new LinkedHashMap<>(Person.settings());
        settings.put("spring.profiles.active", "local");
        settings.put("server.port", Integer.toString(server.getPort()));
        settings.put("spring.data.redis.host", redis.host());
        settings.put("spring.data.redis.port", Integer.toString(redis.port()));
        settings.put("hubify.identity.issuer", server.toString());
        settings.put("hubify.identity.login.issuer", clerk.toString());
        settings.put("hubify.identity.clerk.api-url", clerk.toString());
        settings.put("hubify.identity.clerk.webhooks.secrets", WEBHOOK_SECRET);
        settings.put("hubify.identity.signing.provider", "local");
        settings.put(
                "hubify.identity.signing.local.file",
                folder.resolve("keys.json").toString());
        return settings;
    }

    private Map<String, String> serviceSettings(URI service) {
        return Map.of(
                "spring.profiles.active",
                "local",
                "server.port",
                Integer.toString(service.getPort()),
                "hubify.resource.issuer-uri",
                server.toString(),
                "hubify.resource.clerk.issuer",
                clerk.toString(),
                "hubify.resource.clerk.authorized-parties",
                services.get(0).toString());
    }
}
