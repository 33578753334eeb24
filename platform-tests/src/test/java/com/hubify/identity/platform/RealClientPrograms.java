package com.hubify.identity.platform;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Installs other people's client libraries below {@code target}, exactly as the lock files name them. */
final class RealClientPrograms {

    static final Path HOME = Path.of("target", "real-clients").toAbsolutePath();

    private static final Path SOURCE = Path.of("real-clients").toAbsolutePath();

    private RealClientPrograms() {}

    /** Fails, and never skips, where Node.js, Python or Go is missing or a library can't be had. */
    static void install() {
        installed("node", List.of("package-lock.json"), () -> {
            run("node", "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
        });
        installed("python", List.of("requirements.txt"), () -> {
            run("python", "python3", "-m", "venv", "venv");
            run("python", "venv/bin/pip", "install", "--quiet", "--require-hashes", "-r", "requirements.txt");
        });
        installed(
                "go",
                List.of("go.sum", "main.go"),
                () -> run("go", "go", "build", "-mod=readonly", "-o", "client", "."));
    }

    static List<String> node(String program) {
        return List.of("node", HOME.resolve("node").resolve(program).toString());
    }

    static List<String> python(String program) {
        var home = HOME.resolve("python");
        return List.of(
                home.resolve("venv/bin/python").toString(),
                home.resolve(program).toString());
    }

    static List<String> go() {
        return List.of(HOME.resolve("go").resolve("client").toString());
    }

    static List<String> springBoot(String version, String profile) {
        var name = "spring-boot-" + version;
        var jar = SOURCE.resolve(name).resolve("target").resolve(name + ".jar");
        return Program.java("-jar", jar.toString(), "--spring.profiles.active=" + profile);
    }

    // What was installed for the same lock files stays.
    private static void installed(String folder, List<String> decisive, Runnable install) {
        var home = HOME.resolve(folder);
        var mark = home.resolve("installed");
        try {
            Files.createDirectories(home);
            boolean done = Files.exists(mark) && same(folder, decisive);
            try (Stream<Path> files = Files.list(SOURCE.resolve(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, home.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            if (!done) {
                Files.deleteIfExists(mark);
                install.run();
                Files.createFile(mark);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean same(String folder, List<String> files) throws IOException {
        for (String file : files) {
            var copy = HOME.resolve(folder).resolve(file);
            if (!Files.exists(copy) || Files.mismatch(SOURCE.resolve(folder).resolve(file), copy) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static void run(String folder, String... command) {
        var log = HOME.resolve(folder).resolve("install.log");
        try {
            var process = new ProcessBuilder(command)
                    .directory(HOME.resolve(folder).toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(String.join(" ", command) + " did not end within five minutes");
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: " + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Real clients need Node.js 20, Python 3.11 and Go 1.26 or newer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
