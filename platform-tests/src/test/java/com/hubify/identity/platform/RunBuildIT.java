package com.hubify.identity.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hubify.identity.parts.program.FreePort;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ./run} in a fresh checkout whose Maven is a script, since what is tried here is how a build goes wrong. */
class RunBuildIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path checkout;

    private @Nullable Process started;

    @BeforeEach
    void layOutCheckout() throws IOException {
        Files.copy(ROOT.resolve("run"), checkout.resolve("run"));
        Files.copy(ROOT.resolve("pom.xml"), checkout.resolve("pom.xml"));
        Files.createDirectory(checkout.resolve("scripts"));
        try (Stream<Path> scripts = Files.list(ROOT.resolve("scripts"))) {
            for (Path script : scripts.toList()) {
                Files.copy(script, checkout.resolve("scripts").resolve(script.getFileName()));
            }
        }
    }

    @AfterEach
    void endRun() {
        if (started != null) {
            started.destroyForcibly();
        }
    }

    /** It ended without a word: there was no line of Maven's own to show. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl: (6) Could not resolve host: repo.maven.apache.org",
                "wget: unable to resolve host address 'repo.maven.apache.org'",
                "Failed to fetch https://repo.maven.apache.org/maven2/org/apache/maven/apache-maven-3.9.11-bin.zip",
                "[ERROR] Non-resolvable import POM: repo.maven.apache.org: Unknown host repo.maven.apache.org",
                "[ERROR] Connect to repo.maven.apache.org:443 failed: Connection refused"
            })
    void saysThatThereIsNoNetwork(String said) throws Exception {
        maven("echo \"" + said + "\" >&2; exit 1");

        Process run = start();

        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(1);
        assertThat(output()).contains("repo.maven.apache.org, which can't be reached from here", "build.log");
    }

    @Test
    void showsTheEndOfABuildThatSaysNoError() throws Exception {
        maven("echo 'the disk is full'; exit 1");

        Process run = start();

        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output()).contains("the disk is full", "the build failed");
    }

    /** It said that all was well, and a script around it went on. */
    @Test
    void endsAsAnyProgramDoesThatIsBrokenOff() throws Exception {
        maven("touch building; sleep 60");
        Process run = start();
        await().until(() -> Files.exists(checkout.resolve("building")));

        new ProcessBuilder("kill", "-INT", Long.toString(run.pid())).start().waitFor();

        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(130);
    }

    private void maven(String does) throws IOException {
        Path maven = Files.writeString(checkout.resolve("mvnw"), "#!/usr/bin/env bash\n" + does + "\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();
    }

    // A shell that was started in the background has its children ignore Ctrl-C, and they can't unlearn
    // it by themselves.
    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder("env", "--default-signal=INT", "bash", "run")
                .directory(checkout.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(checkout.resolve("output").toFile());
        // It looks whether its ports are free before it builds, and another ./run may have the usual ones.
        for (String port : List.of("HUBIFY_CLERK_PORT", "HUBIFY_IDENTITY_PORT", "HUBIFY_DEMO_PORT")) {
            builder.environment().put(port, Integer.toString(FreePort.find()));
        }
        Process run = builder.start();
        started = run;
        return run;
    }

    private String output() throws IOException {
        return Files.readString(checkout.resolve("output"), StandardCharsets.UTF_8);
    }
}
