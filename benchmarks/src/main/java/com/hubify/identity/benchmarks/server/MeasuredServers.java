package com.hubify.identity.benchmarks.server;

import com.hubify.identity.benchmarks.JavaProgram;
import com.hubify.identity.benchmarks.Person;
import com.hubify.identity.benchmarks.Requests;
import com.hubify.identity.benchmarks.ShippedProgram;
import com.hubify.identity.parts.program.FreePort;
import com.hubify.identity.parts.redis.Redis;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Starts what is compared. Each server has a person who signs in, and clients with the same rights. */
final class MeasuredServers {

    private MeasuredServers() {}

    /** The identity server with keys in a file, over a Redis that writes before it answers, and the Clerk simulator. */
    static MeasuredServer ours(Redis redis, Path keys, int mostConnections) {
        String clerk = "http://127.0.0.1:" + FreePort.find();
        TokenServer server = TokenServer.local(redis, 4, keys, settings(clerk));
        JavaProgram simulator = ShippedProgram.launch(
                "clerk-simulator",
                "clerk-simulator",
                List.of("-Xmx256m"),
                Map.of(
                        "server.port",
                        Integer.toString(URI.create(clerk).getPort()),
                        "clerk.simulator.issuer",
                        clerk,
                        "clerk.simulator.applications[0].redirect-uris",
                        server.base() + "/login/oauth2/code/clerk",
                        "clerk.simulator.webhooks.endpoints",
                        ""));
        simulator.ready(URI.create(clerk + "/actuator/health/readiness"));
        Person person = Person.ofSimulator(server.ready().base());
        String introspector = Requests.basic("demo-resource", "demo-resource-secret");
        return new MeasuredServer(
                "here", server, new Clients(server, person, introspector, mostConnections), person, List.of(simulator));
    }

    /** Spring's own, as it comes: platform threads, everything in memory. */
    static MeasuredServer plain(int mostConnections) {
        TokenServer server = TokenServer.plain(PlainAuthorizationServer.web(
                        Person.CLIENT, Person.SECRET, Person.OPENID.replace(' ', ','), Person.NAME, Person.PASSWORD))
                .ready();
        Person person = new Person(server.base(), Person.NAME, Person.PASSWORD, Person.OPENID);
        String introspector = Requests.basic(Requests.CLIENT, Requests.SECRET);
        return new MeasuredServer(
                "plain Spring", server, new Clients(server, person, introspector, mostConnections), person, List.of());
    }

    private static Map<String, String> settings(String clerk) {
        Map<String, String> settings = new LinkedHashMap<>(Person.settings());
        settings.put("hubify.identity.login.issuer", clerk);
        settings.put("hubify.identity.clerk.api-url", clerk);
        settings.put("hubify.identity.clients." + Requests.CLIENT + ".access-token-time-to-live", "1h");
        return settings;
    }
}
