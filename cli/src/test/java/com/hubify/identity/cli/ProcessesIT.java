package com.hubify.identity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.cli.Programs.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The jar as it is shipped, in processes of its own. */
class ProcessesIT extends CommandTest {

    private static final Path JAR = Path.of("target/cli-exec.jar").toAbsolutePath();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** Two shells at once: were both to renew, the second would present a spent token and end the session for both. */
    @Test
    void renewsOnceForAllProcesses() throws Exception {
        signIn();
        Path file = machine.credentials();
        String expired = clock.instant().minusSeconds(1).toString();
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceAll(
                                "\"access_token_expires_at\": \"[^\"]*\"",
                                "\"access_token_expires_at\": \"" + expired + "\""));
        server.on("/oauth2/token", request -> {
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            return server.tokens.token(request);
        });

        List<CompletableFuture<Ended>> processes = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> jar("auth", "token")))
                .limit(4)
                .toList();

        assertThat(processes.stream().map(CompletableFuture::join)).containsOnly(new Ended(0, "access-3\n", ""));
        assertThat(server.seen("/oauth2/token")).hasSize(2);
    }

    @Test
    void readsTheRealEnvironment() {
        Ended status = jar("auth", "status");

        assertThat(status.exitCode()).isEqualTo(3);
        assertThat(status.out()).contains("\"issuer\": \"" + server.issuer() + "\"");
        assertThat(status.err()).isEmpty();
    }

    @Test
    void carriesItsVersionAndNothingOfSpring() throws Exception {
        assertThat(jar("--version").out()).matches("hubify [0-9].*\n");
        try (var zip = new ZipFile(JAR.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .contains("com/hubify/identity/protocol/Scope.class")
                    .noneMatch(name -> name.startsWith("org/springframework/"))
                    .noneMatch(name -> name.startsWith("com/hubify/identity/resource/"))
                    .noneMatch(name -> name.endsWith(".SF"));
        }
    }

    private Ended jar(String... arguments) {
        List<String> command = Stream.concat(Stream.of(JAVA, "-jar", JAR.toString()), Stream.of(arguments))
                .toList();
        Map<String, String> environment = Map.of(
                "HUBIFY_ISSUER",
                server.issuer(),
                "HUBIFY_CONFIG_HOME",
                machine.credentials().resolveSibling("").toString());
        return Programs.run(home, environment, command);
    }
}
