package com.hubify.identity.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of all limits has a row for each sort of key in Redis. */
class LimitsPageTests {

    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path PAGE = Path.of("..", "docs", "limits.md");

    private static final Pattern KEY = Pattern.compile("RedisKeyspace\\.key\\(\\s*\"(\\{?[a-z-]+[:}]*)");

    @Test
    void listsEachSortOfKey() throws IOException {
        Set<String> keys = new TreeSet<>();
        for (String source : sources()) {
            KEY.matcher(source).results().forEach(key -> keys.add("hfy:" + key.group(1)));
        }

        assertThat(keys).hasSizeGreaterThan(25);
        assertThat(Files.readString(PAGE))
                .as("rows of docs/limits.md: | what | `key in Redis` | how long | at most | setting |")
                .contains(keys);
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(LimitsPageTests::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
