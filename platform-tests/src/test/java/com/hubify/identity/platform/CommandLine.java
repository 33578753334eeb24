package com.hubify.identity.platform;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The {@code hubify} command of one user, whose home is a folder of the test. */
final class CommandLine {

    private final Path home;
    private final String issuer;

    CommandLine(Path home, String issuer) {
        this.home = home;
        this.issuer = issuer;
    }

    /** Runs a command to its end. */
    Result run(String... arguments) {
        return result(start(arguments));
    }

    /** Signs in: the command opens a "browser" that tells us the address, and somebody walks on from there. */
    Result login(Consumer<String> person) {
        var address = home.resolve("opened-page");
        var process = start("auth", "login");
        await("a page to sign in")
                .atMost(Duration.ofSeconds(30))
                .failFast("The command ended early", () -> !process.isAlive())
                .until(() -> Files.exists(address) && Files.size(address) > 0);
        person.accept(read(address).strip());
        return result(process);
    }

    private Process start(String... arguments) {
        var command = UnpackedProgram.command("cli");
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(home.resolve("out").toFile())
                .redirectError(home.resolve("err").toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("HUBIFY_"));
        environment.put("HUBIFY_ISSUER", issuer);
        environment.put("HUBIFY_CONFIG_HOME", home.resolve("config").toString());
        environment.put("HUBIFY_BROWSER", browser().toString());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Result result(Process process) {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("The command did not end. It said: " + read(home.resolve("err")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return new Result(process.exitValue(), read(home.resolve("out")), read(home.resolve("err")));
    }

    private Path browser() {
        var script = home.resolve("browser");
        try {
            if (!Files.exists(script)) {
                Files.writeString(script, "#!/bin/sh\nprintf '%s' \"$1\" > '" + home.resolve("opened-page") + "'\n");
                Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
            }
            return script;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How a command ended. */
    record Result(int exit, String out, String err) {

        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }
}
