package com.hubify.identity.parts.program;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** How parts run on this machine; decided once per JVM. {@code HUBIFY_PARTS=native|container} forces one way. */
public enum Means {
    CONTAINER,
    NATIVE;

    private static final Means CHOSEN = forced().orElseGet(Means::found);

    public static Means chosen() {
        return CHOSEN;
    }

    private static Optional<Means> forced() {
        return Optional.ofNullable(System.getProperty("HUBIFY_PARTS", System.getenv("HUBIFY_PARTS")))
                .filter(value -> !value.isBlank())
                .map(Means::parse);
    }

    private static Means parse(String value) {
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "container" -> CONTAINER;
            case "native" -> NATIVE;
            default -> throw new IllegalArgumentException("HUBIFY_PARTS must be native or container, not " + value);
        };
    }

    private static Means found() {
        return mayHaveDocker() && DockerClientFactory.instance().isDockerAvailable() ? CONTAINER : NATIVE;
    }

    // Asking Testcontainers costs seconds and a page of log where there is no engine, so look for traces of one first.
    private static boolean mayHaveDocker() {
        if (System.getenv("DOCKER_HOST") != null) {
            return true;
        }
        var home = System.getProperty("user.home");
        return Stream.of(
                        Path.of("/var/run/docker.sock"),
                        Path.of(home, ".docker/run/docker.sock"),
                        Path.of(home, ".docker/desktop/docker.sock"),
                        Path.of(home, ".testcontainers.properties"))
                .anyMatch(Files::exists);
    }
}
