package com.hubify.identity.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A Java process of this machine that serves HTTP, with its output in a file below {@code target}. */
public final class JavaProgram implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(300);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final String name;
    private final Process process;
    private final Path log;

    private JavaProgram(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a program without waiting for it.
     *
     * @param arguments what follows {@code java} on the command line
     */
    public static JavaProgram launch(String name, List<String> arguments) {
        return launch(name, arguments, Map.of());
    }

    /** @param environment variables that it has beside those of this program */
    public static JavaProgram launch(String name, List<String> arguments, Map<String, String> environment) {
        Path log = Path.of("target", "programs", name + ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder program = new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            program.environment().putAll(environment);
            Process process = program.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new JavaProgram(name, process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the address answers, be it that a credential is missing. */
    public JavaProgram ready(URI address) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!HttpConnection.answers(address)) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        name + " does not respond at " + address + "; see " + log.toAbsolutePath());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return this;
    }

    /** Processor time it has used since it started. */
    public ProcessorTime processorTime() {
        return ProcessorTime.of(process.toHandle());
    }

    /** Ends it as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Has it hang: its connections stay open, and nothing answers. */
    public void pause() {
        signal("-STOP");
    }

    public void resume() {
        signal("-CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", name, Long.toString(process.pid()))
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        if (!awaitEnd()) {
            process.destroyForcibly();
        }
    }

    private boolean awaitEnd() {
        try {
            return process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
