package com.hubify.identity.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A program's {@code --name=value} arguments. One that it doesn't know ends it, before an hour has gone by. */
public final class Options {

    private final Map<String, String> values = new HashMap<>();

    /** Reads the arguments of a program that takes these. */
    public Options(String[] arguments, Set<String> known) {
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (!name.startsWith("--") || equals < 0 || !known.contains(name.substring(2))) {
                throw new IllegalArgumentException(
                        "Unknown option: " + argument + "; options are --NAME=VALUE with " + known);
            }
            values.put(name.substring(2), argument.substring(equals + 1));
        }
    }

    public int number(String name, int otherwise) {
        return values.containsKey(name) ? Integer.parseInt(values.get(name)) : otherwise;
    }

    /** Words with commas between them. */
    public List<String> words(String name, String otherwise) {
        return List.of(values.getOrDefault(name, otherwise).split(",", -1));
    }

    /** A path, seen from where the program was started. */
    public Optional<Path> path(String name) {
        return Optional.ofNullable(values.get(name)).map(Path::of);
    }

    /** Seconds. */
    public Duration seconds(String name, int otherwise) {
        return Duration.ofSeconds(number(name, otherwise));
    }
}
