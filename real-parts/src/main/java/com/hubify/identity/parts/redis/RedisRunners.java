package com.hubify.identity.parts.redis;

import com.hubify.identity.parts.program.ContainerRunner;
import com.hubify.identity.parts.program.Folders;
import com.hubify.identity.parts.program.FreePort;
import com.hubify.identity.parts.program.Means;
import com.hubify.identity.parts.program.NativeRunner;
import com.hubify.identity.parts.program.PartUnavailable;
import com.hubify.identity.parts.program.Programs;
import com.hubify.identity.parts.program.Runner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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

    /** A server that others of this machine speak with as well: always a process, and the carried one for want of another. */
    static Runner process(int port, String... more) {
        return process(any(), port, more);
    }

    /** The same with a file of settings, to which it writes what it is told while it runs. */
    static Runner configured(int port, List<String> lines, String... more) {
        var folder = Folders.create("redis");
        var file = folder.resolve("redis.conf");
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var command = new ArrayList<>(List.of(any().toString(), file.toString(), "--port", Integer.toString(port)));
        command.addAll(List.of(more));
        return new NativeRunner(command, folder, port);
    }

    private static Runner container() {
        return new ContainerRunner("redis:8", REDIS_PORT, command("redis-server", "--protected-mode", "no"), Map.of());
    }

    private static Runner process(Path program) {
        return process(program, FreePort.find());
    }

    private static Runner process(Path program, int port, String... more) {
        var folder = Folders.create("redis");
        var command = command(
                program.toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--dir",
                folder.toString());
        command.addAll(List.of(more));
        return new NativeRunner(command, folder, port);
    }

    private static Path any() {
        return found().orElseGet(CarriedRedis::program);
    }

    private static Path installed() {
        return found().orElseThrow(() ->
                PartUnavailable.missing("a Redis server", "install redis-server (apt-get install redis-server)"));
    }

    private static Optional<Path> found() {
        return Programs.find("HUBIFY_REDIS", "redis-server", "valkey-server");
    }

    private static List<String> command(String... start) {
        return Stream.concat(Stream.of(start), DURABLE.stream()).collect(Collectors.toCollection(ArrayList::new));
    }
}
