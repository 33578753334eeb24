package com.hubify.identity.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.hubify.identity.cli.Programs.Ended;
import com.hubify.identity.protocol.ApiKeyToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./hubify}, in a checkout whose Maven is a script that takes notes and puts the real jar in place. */
class LauncherIT {

    private static final String KEY = ApiKeyToken.of("0aB3xY9z", "s".repeat(32)).value();

    @TempDir
    Path folder;

    private Path checkout = Path.of("");
    private Path jar = Path.of("");

    @BeforeEach
    void layOutCheckout() throws IOException {
        checkout = Files.createDirectory(folder.resolve("a checkout"));
        jar = checkout.resolve("cli/target/cli-exec.jar");
        Files.createDirectories(checkout.resolve("cli/src/main/java"));
        Files.writeString(checkout.resolve("pom.xml"), "");
        Files.writeString(checkout.resolve("cli/pom.xml"), "");
        Files.writeString(checkout.resolve("cli/src/main/java/Main.java"), "");
        Files.copy(Path.of("../hubify"), checkout.resolve("hubify"));
        script(
                "mvnw",
                "echo \"$@\" >>builds; sleep 0.2; mkdir -p cli/target; cp '"
                        + Path.of("target/cli-exec.jar").toAbsolutePath() + "' cli/target/");
    }

    @Test
    void buildsTheCommandIfItIsMissing() throws IOException {
        Ended ended = hubify(List.of("--version"));

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out()).matches("hubify [0-9].*\n");
        assertThat(ended.err()).contains("building the command");
        assertThat(builds()).singleElement().asString().contains("-pl cli -am package");
    }

    @Test
    void runsWhatIsBuiltAlreadyAndSaysNothing() throws IOException {
        hubify(List.of("--version"));

        Ended again = hubify(List.of("--version"));

        assertThat(again.err()).isEmpty();
        assertThat(builds()).hasSize(1);
    }

    @Test
    void buildsAgainWhenSourceIsNewer() throws IOException {
        hubify(List.of("--version"));
        FileTime built = Files.getLastModifiedTime(jar);
        Files.setLastModifiedTime(
                checkout.resolve("cli/src/main/java/Main.java"),
                FileTime.from(built.toInstant().plusSeconds(1)));

        hubify(List.of("--version"));

        assertThat(builds()).hasSize(2);
    }

    @Test
    void buildsOnceForTwoShells() throws IOException {
        CompletableFuture<Ended> other = CompletableFuture.supplyAsync(() -> hubify(List.of("--version")));
        Ended one = hubify(List.of("--version"));

        assertThat(one.exitCode()).as(one.err()).isZero();
        assertThat(other.join().exitCode()).as(other.join().err()).isZero();
        assertThat(builds()).hasSize(1);
        assertThat(checkout.resolve(".run/building")).doesNotExist();
    }

    @Test
    void takesTheTurnOfBuildThatDied() throws IOException {
        Files.createDirectories(checkout.resolve(".run/building"));
        Files.writeString(checkout.resolve(".run/building/pid"), "999999999");

        assertThat(hubify(List.of("--version")).exitCode()).isZero();
    }

    @Test
    void showsTheEndOfTheLogIfTheBuildFails() throws IOException {
        script("mvnw", "echo 'cannot find symbol'; exit 1");

        Ended ended = hubify(List.of("--version"));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("cannot find symbol").contains("the build failed");
        assertThat(checkout.resolve(".run/building")).doesNotExist();
    }

    @Test
    void saysThatThereIsNoNetworkToBuildWith() throws IOException {
        script("mvnw", "echo 'curl: (6) Could not resolve host: repo.maven.apache.org' >&2; exit 1");

        Ended ended = hubify(List.of("--version"));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err())
                .contains("repo.maven.apache.org, which can't be reached")
                .contains("hubify-build.log");
    }

    @Test
    void worksThroughSymbolicLinksFromAnyFolder() throws IOException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("one"), Path.of("../a checkout/hubify"));
        Files.createSymbolicLink(bin.resolve("two"), bin.resolve("one"));

        Ended ended = Programs.run(folder, Map.of(), List.of(bin.resolve("two").toString(), "--version"));

        assertThat(ended.exitCode()).as(ended.err()).isZero();
    }

    @Test
    void handsArgumentsAndExitCodeThrough() {
        Ended ended = hubify(List.of("auth", "api-key", "create", "--name", "two words", "--scope", "a b"));

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("'a b' is not a scope");
    }

    @Test
    void meansTheServerThatRunStartsUnlessToldOtherwise() {
        assertThat(hubify(List.of("auth", "token")).err()).contains("Not signed in at http://localhost:9000.");
        assertThat(hubify(Map.of("HUBIFY_IDENTITY_PORT", "9001"), List.of("auth", "token"))
                        .err())
                .contains("Not signed in at http://localhost:9001.");
        assertThat(hubify(Map.of("HUBIFY_ISSUER", "https://id.example"), List.of("auth", "token"))
                        .err())
                .contains("Not signed in at https://id.example.");
    }

    @Test
    void namesThatServerInItsHelp() {
        assertThat(hubify(List.of("--help")).out()).contains("the identity server; http://localhost:9000 if not set\n");
        assertThat(hubify(Map.of("HUBIFY_IDENTITY_PORT", "9001"), List.of("--help"))
                        .out())
                .contains("the identity server; http://localhost:9001 if not set\n");
    }

    /** Attack: another program listens where ./run's server would, and waits for the API keys of other servers. */
    @Test
    void sendsNoKeyToWhateverListensAtThePortOfRun() {
        try (FakeIdentityServer impostor = new FakeIdentityServer(Clock.systemUTC())) {
            impostor.on(
                    "/.well-known/openid-configuration",
                    request -> Answer.json(200, impostor.metadata().replace("127.0.0.1", "localhost")));
            String port = impostor.issuer().replaceFirst(".*:", "");
            Map<String, String> environment = Map.of("HUBIFY_IDENTITY_PORT", port, "HUBIFY_API_KEY", KEY);

            Ended status = hubify(environment, List.of("auth", "status"));
            Ended revoked = hubify(Map.of("HUBIFY_IDENTITY_PORT", port), List.of("auth", "api-key", "revoke", KEY));

            assertThat(status.exitCode()).isEqualTo(3);
            assertThat(revoked.exitCode()).isEqualTo(3);
            assertThat(revoked.err()).contains("HUBIFY_ISSUER=http://localhost:" + port);
            assertThat(impostor.seen().toString())
                    .contains("openid-configuration")
                    .doesNotContain(KEY);
        }
    }

    /** What the JVM keeps is beside the jar, which is trusted as much. */
    @Test
    void startsFromWhatARehearsalHasLeft() throws IOException {
        assumeTrue(Runtime.version().feature() >= 25, "older JVMs keep it as they go");
        Map<String, String> here = Map.of("HUBIFY_JDK", System.getProperty("java.home"), "HUBIFY_CACHE", "");
        hubify(here, List.of("--version"));
        Path kept = kept();

        // Attack, or a full disk: what was kept is other than it was. A JVM that used it unread would crash.
        for (byte[] damaged : List.of(new byte[0], "nonsense".getBytes(StandardCharsets.UTF_8), scrambled(kept))) {
            Files.write(kept, damaged);
            Ended ended = hubify(here, List.of("--version"));

            assertThat(ended.exitCode()).as(ended.err()).isZero();
            assertThat(ended.out()).matches("hubify [0-9].*\n");
            assertThat(ended.err()).isEmpty();
        }
    }

    private Path kept() throws IOException {
        try (Stream<Path> files = Files.list(jar.getParent())) {
            return files.filter(file -> file.toString().endsWith(".aot"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static byte[] scrambled(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        new Random(1).ints(100_000, bytes.length / 4, bytes.length).forEach(at -> bytes[at] ^= 0x55);
        return bytes;
    }

    private Ended hubify(List<String> arguments) {
        return hubify(Map.of(), arguments);
    }

    private Ended hubify(Map<String, String> environment, List<String> arguments) {
        Map<String, String> all = new HashMap<>(environment);
        // A rehearsal takes seconds.
        all.putIfAbsent("HUBIFY_CACHE", "no");
        return Programs.hubify(checkout.resolve("hubify"), folder.resolve("config"), all, arguments);
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(checkout.resolve("builds"));
    }

    private void script(String name, String commands) throws IOException {
        Path script = checkout.resolve(name);
        Files.writeString(script, "#!/bin/sh\n" + commands + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }
}
