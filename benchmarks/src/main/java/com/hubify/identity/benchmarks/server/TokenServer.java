package com.hubify.identity.benchmarks.server;

import com.hubify.identity.benchmarks.ClassPath;
import com.hubify.identity.benchmarks.HttpConnection;
import com.hubify.identity.benchmarks.JavaProgram;
import com.hubify.identity.benchmarks.ProcessorTime;
import com.hubify.identity.benchmarks.Requests;
import com.hubify.identity.benchmarks.ShippedProgram;
import com.hubify.identity.parts.program.FreePort;
import com.hubify.identity.parts.redis.Redis;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An authorization server in a process of its own. */
final class TokenServer implements AutoCloseable {

    // The plain server keeps every token in its memory.
    private static final List<String> JVM =
            List.of("-Xmx1g", "-XX:+IgnoreUnrecognizedVMOptions", "--enable-native-access=ALL-UNNAMED");

    /** Has the native library looked for where it is not. */
    private static final String NO_NATIVE_CRYPTO = "-Dcom.amazon.corretto.crypto.provider.useExternalLib=true";

    private static final Path PLAIN_CLASS_PATH = Path.of("target", "authorization-server-class-path");
    private static final Pattern NOT_PLAIN = Pattern.compile(
            "resource-server-starter|real-parts|webflux|reactor|/netty-|htmlunit|AmazonCorrettoCryptoProvider");

    private final JavaProgram program;
    private final URI base;

    private TokenServer(JavaProgram program, URI base) {
        this.program = program;
        this.base = base;
    }

    /** The identity server with keys in a file, signing by Amazon's Corretto provider. */
    static TokenServer local(Redis redis, Path keys) {
        return identityServer("local", 0, List.of(), redis, localKeys(keys));
    }

    /** The same with more settings, in a database of its own. */
    static TokenServer local(Redis redis, int database, Path keys, Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.putAll(localKeys(keys));
        return identityServer("local", database, List.of(), redis, all);
    }

    /** The same without limits and without an audit of the tokens that are issued. */
    static TokenServer unguarded(Redis redis, Path keys) {
        Path jar = ShippedProgram.jar("identity-server");
        return identityServer("unguarded", jar, 3, List.of(), redis, localKeys(keys), Unguarded.class);
    }

    /** Another build of it. */
    static TokenServer built(Path jar, Redis redis, Path keys) {
        return identityServer("other-build", jar, 5, List.of(), redis, localKeys(keys), null);
    }

    /** The same, signing by the JDK. */
    static TokenServer localByTheJdk(Redis redis, Path keys) {
        return identityServer("local-jdk", 1, List.of(NO_NATIVE_CRYPTO), redis, localKeys(keys));
    }

    /** The identity server with keys in OpenBao. */
    static TokenServer vault(Redis redis, SigningVault vault) {
        return identityServer("vault", 2, List.of(), redis, vault.settings());
    }

    /**
     * Spring's own.
     *
     * @param settings more arguments
     */
    static TokenServer plain(List<String> settings) {
        int port = FreePort.find();
        List<String> arguments = new ArrayList<>(JVM);
        arguments.addAll(List.of(
                "-cp",
                ClassPath.ownAnd(PLAIN_CLASS_PATH).without(NOT_PLAIN).value(),
                PlainAuthorizationServer.class.getName(),
                "--server.port=" + port,
                "--spring.main.banner-mode=off"));
        arguments.addAll(settings);
        arguments.addAll(PlainAuthorizationServer.machine(Requests.CLIENT, Requests.SECRET, Requests.SCOPE));
        return new TokenServer(JavaProgram.launch("plain-" + port, arguments), base(port));
    }

    /**
     * Waits until it serves.
     *
     * @throws IllegalStateException if its tokens aren't signed with ES256: they would not be comparable
     */
    TokenServer ready() {
        program.ready(base.resolve("/oauth2/jwks"));
        requireEs256(HttpConnection.ask(base, Requests.token(endpoint()))
                .path("access_token")
                .asString());
        return this;
    }

    URI base() {
        return base;
    }

    /** Its token endpoint. */
    URI endpoint() {
        return base.resolve("/oauth2/token");
    }

    ProcessorTime processorTime() {
        return program.processorTime();
    }

    @Override
    public void close() {
        program.close();
    }

    private static TokenServer identityServer(
            String name, int database, List<String> jvm, Redis redis, Map<String, String> signing) {
        return identityServer(name, ShippedProgram.jar("identity-server"), database, jvm, redis, signing, null);
    }

    private static TokenServer identityServer(
            String name,
            Path jar,
            int database,
            List<String> jvm,
            Redis redis,
            Map<String, String> signing,
            @Nullable Class<?> more) {
        int port = FreePort.find();
        Map<String, String> settings = new LinkedHashMap<>(signing);
        settings.put("server.port", Integer.toString(port));
        settings.put("spring.profiles.active", "local");
        settings.put("spring.data.redis.host", redis.host());
        settings.put("spring.data.redis.port", Integer.toString(redis.port()));
        // Servers that share one share their keys.
        settings.put("spring.data.redis.database", Integer.toString(database));
        settings.put("hubify.identity.issuer", base(port).toString());
        List<String> options = new ArrayList<>(JVM);
        options.addAll(jvm);
        return new TokenServer(ShippedProgram.launch(name + "-" + port, jar, options, settings, more), base(port));
    }

    private static Map<String, String> localKeys(Path file) {
        return Map.of(
                "hubify.identity.signing.provider", "local", "hubify.identity.signing.local.file", file.toString());
    }

    private static void requireEs256(String token) {
        String header = new String(
                Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))), StandardCharsets.UTF_8);
        if (!JsonMapper.shared().readTree(header).path("alg").asString().equals("ES256")) {
            throw new IllegalStateException("This token is not signed with ES256: " + header);
        }
    }

    private static URI base(int port) {
        return URI.create("http://localhost:" + port);
    }
}
