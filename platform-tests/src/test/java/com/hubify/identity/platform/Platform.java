package com.hubify.identity.platform;

import com.hubify.identity.parts.program.FreePort;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.parts.redis.RedisVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Clerk simulator, identity server and perhaps the demo, each a process on a port of its own, over one Redis. */
final class Platform implements AutoCloseable {

    private final Redis redis;
    private final Map<String, String> signing;
    private final boolean withDemo;
    private final int clerkPort = FreePort.find();
    private final int identityPort = FreePort.find();
    private final int demoPort = FreePort.find();
    private final List<Program> programs = new ArrayList<>();

    private Platform(Redis redis, Map<String, String> signing, boolean withDemo) {
        this.redis = redis;
        this.signing = signing;
        this.withDemo = withDemo;
    }

    /** Starts all three with these settings for signing, and waits until they serve. */
    static Platform start(RedisVersion version, Map<String, String> signing) {
        return started(new Platform(Redis.own(version), signing, true));
    }

    /** Starts simulator and identity server alone, for services that a test brings. */
    static Platform startWithoutDemo(Map<String, String> signing) {
        return started(new Platform(Redis.own(RedisVersion.MACHINE), signing, false));
    }

    private static Platform started(Platform platform) {
        platform.launch();
        return platform;
    }

    String clerk() {
        return "http://127.0.0.1:" + clerkPort;
    }

    String issuer() {
        return "http://localhost:" + identityPort;
    }

    int identityPort() {
        return identityPort;
    }

    String demo() {
        return "http://localhost:" + demoPort;
    }

    Redis redis() {
        return redis;
    }

    /** Stops and starts the programs; what Redis and the signing keys hold stays. */
    void restart() {
        stop();
        launch();
    }

    /** Kills the identity server without warning. */
    void killIdentityServer() {
        identity().kill();
    }

    /** Starts the identity server again after it was killed. */
    void startIdentityServer() {
        programs.set(
                1,
                Program.launch("identity-server", identityPort, identitySettings())
                        .ready());
    }

    /** Writes all that the identity server has in its memory, what is garbage included, to a file. */
    void dumpHeapOfIdentityServer(Path file) {
        identity().dumpHeap(file);
    }

    @Override
    public void close() {
        stop();
        redis.close();
    }

    private void launch() {
        programs.add(Program.launch("clerk-simulator", clerkPort, simulatorSettings()));
        programs.add(Program.launch("identity-server", identityPort, identitySettings()));
        if (withDemo) {
            programs.add(Program.launch("demo-resource", demoPort, demoSettings()));
        }
        programs.forEach(Program::ready);
    }

    private Program identity() {
        return programs.get(1);
    }

    private void stop() {
        programs.forEach(Program::close);
        programs.clear();
    }

    private Map<String, String> simulatorSettings() {
        return Map.of(
                "clerk.simulator.issuer",
                clerk(),
                "clerk.simulator.applications[0].redirect-uris",
                issuer() + "/login/oauth2/code/clerk",
                "clerk.simulator.webhooks.endpoints[0].url",
                issuer() + "/webhooks/clerk",
                "clerk.simulator.webhooks.endpoints[0].secret",
                "whsec_aHViaWZ5LXNpbXVsYXRvci13ZWJob29rcw==");
    }

    private Map<String, String> identitySettings() {
        var settings = new LinkedHashMap<>(signing);
        settings.put("spring.profiles.active", "local");
        settings.put("spring.data.redis.host", redis.host());
        settings.put("spring.data.redis.port", Integer.toString(redis.port()));
        settings.put("hubify.identity.issuer", issuer());
        settings.put("hubify.identity.login.issuer", clerk());
        settings.put("hubify.identity.clerk.api-url", clerk());
        settings.put("hubify.identity.clients.demo-web.redirect-uris", demo() + "/");
        settings.put("hubify.identity.clients.demo-web.post-logout-redirect-uris", demo() + "/");
        return settings;
    }

    private Map<String, String> demoSettings() {
        return Map.of(
                "spring.profiles.active",
                "local",
                "hubify.resource.issuer-uri",
                issuer(),
                "hubify.resource.clerk.issuer",
                clerk(),
                "hubify.resource.clerk.authorized-parties",
                demo());
    }
}
