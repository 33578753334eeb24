package com.hubify.identity.platform;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One of the programs, a process of its own. */
final class Program implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(120);

    private final String module;
    private final int port;
    private final Process process;
    private final Path log;

    private Program(String module, int port, Process process, Path log) {
        this.module = module;
        this.port = port;
        this.process = process;
        this.log = log;
    }

    /** Starts a program without waiting for it. */
    static Program launch(String module, int port, Map<String, String> settings) {
        var log = Path.of("target", "programs", module + "-" + port + ".log");
        var command = UnpackedProgram.command(module);
        command.add("--server.port=" + port);
        settings.forEach((name, value) -> command.add("--" + name + "=" + value));
        try {
            Files.createDirectories(log.getParent());
            var process = new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new Program(module, port, process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command line for this JDK, with options that favour a quick start. */
    static List<String> java(String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx384m"));
        command.addAll(List.of(arguments));
        return command;
    }

    Program ready() {
        await(module + " is ready")
                .atMost(START_LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .failFast(this::mustLive)
                .until(this::healthy);
        return this;
    }

    String log() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the program without warning, as a power cut would. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Writes all that is in its memory, what is garbage included, to a file. */
    void dumpHeap(Path file) {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            var dump = new ProcessBuilder(
                            jcmd,
                            Long.toString(process.pid()),
                            "GC.heap_dump",
                            "-all",
                            file.toAbsolutePath().toString())
                    .redirectErrorStream(true)
                    .start();
            var said = new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (dump.onExit().join().exitValue() != 0 || !Files.exists(file)) {
                throw new IllegalStateException("There is no heap dump of " + module + ": " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void mustLive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(module + " has died:\n" + log());
        }
    }

    private boolean healthy() {
        try {
            return Http.get("http://localhost:" + port + "/actuator/health/readiness")
                            .status()
                    == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
