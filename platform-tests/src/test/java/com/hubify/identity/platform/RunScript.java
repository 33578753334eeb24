package com.hubify.identity.platform;

import static org.awaitility.Awaitility.await;

import com.hubify.identity.parts.program.FreePort;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code ./run} as a script calls it: on ports of its own, without a terminal. */
final class RunScript implements AutoCloseable {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final int clerkPort = FreePort.find();
    private final int identityPort = FreePort.find();
    private final int demoPort = FreePort.find();
    private final Path folder;
    private final List<Started> started = new ArrayList<>();

    RunScript(Path folder) {
        this.folder = folder;
    }

    int clerkPort() {
        return clerkPort;
    }

    String issuer() {
        return "http://localhost:" + identityPort;
    }

    String demo() {
        return "http://localhost:" + demoPort;
    }

    /** Where this run keeps its data. */
    Path data() {
        return ROOT.resolve(".run").resolve("port-" + identityPort);
    }

    Started start(String... options) {
        var command = new ArrayList<>(List.of("bash", ROOT.resolve("run").toString()));
        command.addAll(List.of(options));
        var output = folder.resolve("output-" + started.size());
        var builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("HUBIFY_CLERK_PORT", Integer.toString(clerkPort));
        builder.environment().put("HUBIFY_IDENTITY_PORT", Integer.toString(identityPort));
        builder.environment().put("HUBIFY_DEMO_PORT", Integer.toString(demoPort));
        builder.environment().put("HUBIFY_JDK", System.getProperty("java.home"));
        // This very build has made the jars, and another one inside it would replace them under our feet.
        builder.environment().put("HUBIFY_BUILD", "no");
        try {
            var run = new Started(builder.start(), output);
            started.add(run);
            return run;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        started.forEach(Started::end);
        var data = data();
        if (!Files.exists(data)) {
            return;
        }
        try (var files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One call of the script. */
    record Started(Process process, Path file) {

        String output() {
            try {
                return Files.readString(file, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Started ready() {
            await("a line that says ready")
                    .atMost(Duration.ofSeconds(150))
                    .pollInterval(Duration.ofMillis(200))
                    .failFast(() -> {
                        if (!process.isAlive()) {
                            throw new IllegalStateException(output());
                        }
                    })
                    .until(() -> output().lines().anyMatch("ready"::equals));
            return this;
        }

        /** Waits for the script to end, and returns its exit status. */
        int exit() {
            try {
                if (!process.waitFor(180, TimeUnit.SECONDS)) {
                    throw new AssertionError("Still running:\n" + output());
                }
                return process.exitValue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** Asks the script to stop, and returns its exit status. */
        int end() {
            process.destroy();
            return exit();
        }

        /** The process that was started from that program's jar. */
        ProcessHandle program(String module) {
            return process.descendants()
                    .filter(part -> part.info().commandLine().orElse("").contains(module + "-exec.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(module + " does not run"));
        }
    }
}
