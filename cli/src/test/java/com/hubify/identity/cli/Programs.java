package com.hubify.identity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs in processes of their own. */
final class Programs {

    private Programs() {}

    /** What a program left behind. */
    record Ended(int exitCode, String out, String err) {}

    /** Runs the command from a checkout with an environment that has none of the user's credentials. */
    static Ended hubify(Path launcher, Path config, Map<String, String> environment, List<String> arguments) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("HUBIFY_CONFIG_HOME", config.toString());
        List<String> command = new ArrayList<>();
        command.add(launcher.toString());
        command.addAll(arguments);
        return run(Path.of(""), all, command);
    }

    static Ended run(Path folder, Map<String, String> environment, List<String> command) {
        try {
            Path out = Files.createTempFile("out", ".txt");
            Path err = Files.createTempFile("err", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toAbsolutePath().toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("HUBIFY_"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            Ended ended = new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
            Files.delete(out);
            Files.delete(err);
            return ended;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
