package com.hubify.identity.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;

/**
 * A program as {@code ./run} starts it: unpacked from the jar that the build made, with an archive of its classes, which its
 * first run writes. The tests start programs again and again, and so at half the cost.
 */
final class UnpackedProgram {

    private static final Path FOLDER = Path.of("target", "unpacked").toAbsolutePath();
    private static final int FIRST_WITH_ARCHIVES = 19;

    private UnpackedProgram() {}

    /** A command line that runs it. */
    static List<String> command(String module) {
        var options = new ArrayList<String>();
        if (Runtime.version().feature() >= FIRST_WITH_ARCHIVES) {
            options.addAll(List.of(
                    "-XX:+AutoCreateSharedArchive",
                    "-XX:SharedArchiveFile=" + FOLDER.resolve(module + ".jsa"),
                    "-Xlog:cds=off",
                    "-Xlog:cds+dynamic=off"));
        }
        options.addAll(List.of("-jar", unpacked(module).toString()));
        return Program.java(options.toArray(String[]::new));
    }

    private static synchronized Path unpacked(String module) {
        var packed = jar(module);
        var folder = FOLDER.resolve(module);
        var mark = folder.resolve("unpacked");
        try {
            if (!isNested(packed)) {
                Files.createDirectories(FOLDER);
                return packed;
            }
            if (!Files.exists(mark) || isNewer(packed, mark)) {
                unpack(packed, folder);
                Files.writeString(mark, "");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder.resolve(packed.getFileName());
    }

    private static void unpack(Path jar, Path folder) throws IOException {
        var command = Program.java(
                "-Djarmode=tools", "-jar", jar.toString(), "extract", "--force", "--destination", folder.toString());
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("Can't unpack " + jar + ": " + said);
        }
    }

    private static Path jar(String module) {
        var jar = Path.of("..", module, "target", module + "-exec.jar")
                .toAbsolutePath()
                .normalize();
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("Build it first (./mvnw package): " + jar);
        }
        return jar;
    }

    private static boolean isNested(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            return file.getEntry("BOOT-INF/") != null;
        }
    }

    private static boolean isNewer(Path one, Path other) throws IOException {
        return Files.getLastModifiedTime(one).compareTo(Files.getLastModifiedTime(other)) > 0;
    }
}
