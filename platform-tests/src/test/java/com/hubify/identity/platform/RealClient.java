package com.hubify.identity.platform;

import static org.awaitility.Awaitility.await;

import com.hubify.identity.parts.program.FreePort;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A web application around somebody else's client library, with the lines it has in the server's configuration.
 *
 * @param name Name of the library, which is also the client id.
 * @param command How it is started.
 * @param pages Where it signs in, is called back and signs out.
 * @param settings What its registration has beyond redirect URIs, grants and scopes, or in place of these. Of a service, the
 *     audience that it is.
 * @param port Where it listens.
 */
record RealClient(String name, List<String> command, Pages pages, Map<String, String> settings, int port) {

    private static final String SECRET = "secret-of-a-client-in-a-test";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    /** Paths of the application; without one to sign out, the library has none. */
    record Pages(String signIn, String callback, String signOut) {

        boolean canSignOut() {
            return !signOut.isEmpty();
        }
    }

    static RealClient of(String name, List<String> command, Pages pages, Map<String, String> settings) {
        return new RealClient(name, command, pages, settings, FreePort.find());
    }

    String base() {
        return "http://localhost:" + port;
    }

    String signIn() {
        return base() + pages.signIn();
    }

    String signOut() {
        return base() + pages.signOut();
    }

    /** A request that the server answers at the application's start page: with a code, or what keeps it from giving one. */
    String signInWithoutAsking(String issuer) {
        return issuer + "/oauth2/authorize?response_type=code&prompt=none&scope=openid&state=s&nonce=n&client_id="
                + name
                + "&code_challenge=" + "c".repeat(43) + "&code_challenge_method=S256&redirect_uri="
                + URLEncoder.encode(base() + "/", StandardCharsets.UTF_8);
    }

    boolean isPublic() {
        return settings.containsKey("public");
    }

    /** The registration, as properties of the server. */
    Map<String, String> registration() {
        var client = new LinkedHashMap<String, String>();
        client.put("grant-types", "authorization_code,refresh_token");
        client.put("redirect-uris", base() + pages.callback());
        client.put("post-logout-redirect-uris", base() + "/");
        client.put("scopes", "openid,profile,email,offline_access");
        client.put("default-scopes", "openid");
        settings.forEach((member, value) -> client.put(member, value.replace(ClientsPage.APPLICATION, base())));
        client.merge("redirect-uris", base() + "/", (documented, more) -> documented + "," + more);
        client.put("secret", SECRET);
        if (isPublic()) {
            client.remove("secret");
        }
        var properties = new LinkedHashMap<String, String>();
        client.forEach((member, value) -> properties.put("hubify.identity.clients[" + name + "]." + member, value));
        return properties;
    }

    /** Starts the application and waits until it answers. */
    Process start(String issuer) {
        var log = RealClientPrograms.HOME.resolve(name + ".log");
        var builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "ISSUER", issuer,
                        "CLIENT_ID", name,
                        "CLIENT_SECRET", SECRET,
                        "BASE", base(),
                        "SERVER_PORT", Integer.toString(port)));
        builder.environment().put("AUDIENCE", settings.getOrDefault("audience", "https://api.hubify.com"));
        try {
            var process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            await(name + " answers")
                    .atMost(START_LIMIT)
                    .pollInterval(Duration.ofMillis(100))
                    .failFast(() -> {
                        if (!process.isAlive()) {
                            throw new IllegalStateException(name + " has ended:\n" + text(log));
                        }
                    })
                    .until(this::answers);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        try {
            return Http.get(base() + "/").status() > 0;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
