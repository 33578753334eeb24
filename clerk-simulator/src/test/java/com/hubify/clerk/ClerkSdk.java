package com.hubify.clerk;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Clerk's npm package, installed below {@code target} and asked through one process of Node.js, which ends with this one. */
final class ClerkSdk {

    private static final Path SOURCE = Path.of("src", "test", "clerk-sdk");
    private static final Path HOME = Path.of("target", "clerk-sdk");
    private static final Path ERRORS = HOME.resolve("errors.txt");
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final class Shared {
        static final ClerkSdk SDK = new ClerkSdk();
    }

    private final BufferedWriter questions;
    private final BufferedReader verdicts;

    private ClerkSdk() {
        install();
        Process process = start(List.of("node", "judge.mjs"));
        questions = process.outputWriter();
        verdicts = process.inputReader();
    }

    static Map<String, Object> judge(Map<String, Object> question) {
        return Shared.SDK.ask(question);
    }

    private synchronized Map<String, Object> ask(Map<String, Object> question) {
        try {
            questions.append(JSON.writeValueAsString(question)).append('\n').flush();
            String verdict = CompletableFuture.supplyAsync(this::nextLine).get(2, TimeUnit.MINUTES);
            return JSON.readValue(verdict, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no verdict; see " + ERRORS.toAbsolutePath(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String nextLine() {
        try {
            String line = verdicts.readLine();
            if (line == null) {
                throw new IllegalStateException("Node.js has ended");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Installs exactly what the lock file names, without running install scripts. */
    private static void install() {
        try {
            Files.createDirectories(HOME);
            for (String file : List.of("package.json", "package-lock.json", "judge.mjs")) {
                Files.copy(SOURCE.resolve(file), HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
            Process npm =
                    start(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"));
            npm.getInputStream().transferTo(System.err);
            if (npm.waitFor() != 0) {
                throw new IllegalStateException("npm failed: " + Files.readString(ERRORS));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Process start(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .directory(HOME.toFile())
                    .redirectError(ERRORS.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("This test needs Node.js 20 or newer with npm: " + command, e);
        }
    }
}
