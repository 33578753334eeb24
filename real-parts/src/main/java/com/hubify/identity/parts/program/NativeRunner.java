package com.hubify.identity.parts.program;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs a server as a process of this machine, with its data and its log in a folder that goes away with it. */
public final class NativeRunner implements Runner {

    private final List<String> command;
    private final Path folder;
    private final int port;
    private @Nullable Process process;

    public NativeRunner(List<String> command, Path folder, int port) {
        this.command = List.copyOf(command);
        this.folder = folder;
        this.port = port;
        Runtime.getRuntime().addShutdownHook(new Thread(this::discard));
    }

    @Override
    public void start() {
        var log = log().toFile();
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start();
        } catch (IOException e) {
            throw new PartUnavailable("Cannot start " + command.get(0), e);
        }
    }

    @Override
    public void stop() {
        var current = process;
        if (current != null) {
            current.destroy();
            if (!ended(current)) {
                kill();
            }
        }
    }

    @Override
    public void kill() {
        var current = process;
        if (current != null) {
            ended(current.destroyForcibly());
        }
    }

    @Override
    public void pause() {
        signal("-STOP");
    }

    @Override
    public void resume() {
        signal("-CONT");
    }

    @Override
    public void discard() {
        kill();
        Folders.delete(folder);
    }

    @Override
    public boolean running() {
        return process != null && process.isAlive();
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String lastWords() {
        return LogTail.of(log());
    }

    private Path log() {
        return folder.resolve("server.log");
    }

    private void signal(String name) {
        if (process == null) {
            throw new IllegalStateException("The server was never started");
        }
        try {
            ended(new ProcessBuilder("kill", name, Long.toString(process.pid())).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
