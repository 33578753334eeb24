package com.hubify.clerk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Clerk's npm package, installed below {@code target} and run by Node.js. */
final class ClerkSdk {

    private static final Path SOURCE = Path.of("src", "test", "clerk-sdk");
    private static final Path HOME = Path.of("target", "clerk-sdk");
    private static final JsonMapper JSON = JsonMapper.shared();

    private ClerkSdk() {}

    /** Installs exactly what the lock file names, without running install scripts. */
    static void install() {
        try {
            Files.createDirectories(HOME);
            for (String file : List.of("package.json", "package-lock.json", "judge.mjs")) {
                Files.copy(SOURCE.resolve(file), HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"), "");
    }

    static Map<String, Object> judge(Map<String, Object> question) {
        String verdict = run(List.of("node", "judge.mjs"), JSON.writeValueAsString(question));
        return JSON.readValue(verdict, new TypeReference<>() {});
    }

    private static String run(List<String> command, String input) {
        try {
            Path output = Files.createTempFile(HOME, "out", ".txt");
            Path errors = Files.createTempFile(HOME, "err", ".txt");
            Process process = new ProcessBuilder(command)
                    .directory(HOME.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            process.outputWriter().append(input).close();
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " did not end within three minutes");
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(command + " failed: " + Files.readString(errors));
            }
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException("This test needs Node.js 20 or newer with npm: " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
