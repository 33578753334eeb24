package com.hubify.identity.parts;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where a Redis comes from. */
final class RedisRunners {

    private static final int REDIS_PORT = 6379;
    private static final List<String> DURABLE = List.of("--appendonly", "yes", "--appendfsync", "always", "--save", "");

    private RedisRunners() {}

    static Runner create(RedisVersion version) {
        return switch (version) {
            case CARRIED -> process(CarriedRedis.program());
            case MACHINE -> Means.chosen() == Means.CONTAINER ? container() : process(installed());
        };
    }

    private static Runner container() {
        return new ContainerRunner("redis:8", REDIS_PORT, command("redis-server", "--protected-mode", "no"), Map.of());
    }

    private static Runner process(Path program) {
        int port = FreePort.find();
        var folder = Folders.create("redis");
        var command = command(
                program.toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--dir",
                folder.toString());
        return new NativeRunner(command, folder, port);
    }

    private static Path installed() {
        return Programs.find("HUBIFY_REDIS", "redis-server", "valkey-server")
                .orElseThrow(() -> PartUnavailable.missing(
                        "a Redis server", "install redis-server (apt-get install redis-server)"));
    }

    private static List<String> command(String... start) {
        return Stream.concat(Stream.of(start), DURABLE.stream()).toList();
    }
}
