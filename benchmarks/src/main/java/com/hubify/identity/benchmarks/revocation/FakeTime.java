package com.hubify.identity.benchmarks.revocation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Puts the clock of a process wrong, and leaves the one that counts evenly as it is. What libfaketime does by itself to waits
 * measured on that one has them end at once: a JVM then spins instead of sleeping, and takes minutes to start.
 */
final class FakeTime {

    private static final List<Path> PLACES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib64/faketime/libfaketimeMT.so.1"));

    private FakeTime() {}

    /** The environment of a process whose clock is so much ahead. */
    static Map<String, String> ahead(Duration by) {
        if (by.isZero()) {
            return Map.of();
        }
        Path library = PLACES.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("A wrong clock needs libfaketime (apt-get install faketime)"));
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME",
                "+" + by.toSeconds() + "s",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }
}
