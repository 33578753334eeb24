package com.hubify.identity.parts.program;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds programs of this machine. */
public final class Programs {

    private Programs() {}

    /** The program that the environment variable names, else the first of the names on the path. */
    public static Optional<Path> find(String variable, String... names) {
        return named(variable)
                .or(() -> Stream.of(names).flatMap(Programs::onPath).findFirst());
    }

    public static Optional<Path> at(Path path) {
        return Optional.of(path).filter(Files::isExecutable);
    }

    // A variable that names nothing runnable is a mistake to be told, not a reason to look elsewhere.
    private static Optional<Path> named(String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(value -> !value.isBlank())
                .map(value -> at(Path.of(value))
                        .orElseThrow(() -> new PartUnavailable(variable + " names no program: " + value)));
    }

    private static Stream<Path> onPath(String name) {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable);
    }
}
