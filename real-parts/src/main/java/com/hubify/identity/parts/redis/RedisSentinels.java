package com.hubify.identity.parts.redis;

import com.hubify.identity.parts.program.FreePort;
import com.hubify.identity.parts.program.Readiness;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A primary, its replica and three Sentinels, five processes of this machine. A primary that is killed or frozen is replaced by
 * the replica within about two seconds.
 */
public final class RedisSentinels implements AutoCloseable {

    /** What the Sentinels call the primary. */
    public static final String NAME = "hubify";

    private static final int SENTINELS = 3;
    private static final int MAJORITY = 2;

    private final List<Redis> servers;
    private final List<Redis> sentinels;

    private RedisSentinels(List<Redis> servers, List<Redis> sentinels) {
        this.servers = servers;
        this.sentinels = sentinels;
    }

    /** Starts all, and waits until the Sentinels know each other and the replica has what the primary has. */
    public static RedisSentinels start() {
        var primary = server();
        var replica = server("replicaof " + primary.host() + " " + primary.port());
        var sentinels =
                Stream.generate(() -> sentinel(primary)).limit(SENTINELS).toList();
        var all = new RedisSentinels(List.of(primary, replica), sentinels);
        try {
            all.await();
            return all;
        } catch (RuntimeException e) {
            all.close();
            throw e;
        }
    }

    /** The Sentinels, as {@code host:port} with commas in between. */
    public String addresses() {
        return sentinels.stream().map(it -> it.host() + ":" + it.port()).collect(Collectors.joining(","));
    }

    /** The server that takes writes, as it says itself. */
    public Redis primary() {
        return servers.stream()
                .filter(Redis::answers)
                .filter(it -> it.ask("INFO replication").contains("role:master"))
                .findFirst()
                .orElseThrow();
    }

    /** Both servers, whichever is the primary. */
    public List<Redis> servers() {
        return servers;
    }

    @Override
    public void close() {
        sentinels.forEach(Redis::close);
        servers.forEach(Redis::close);
    }

    private void await() {
        var replica = servers.get(1);
        Readiness.await(
                "Replica",
                replica.runner(),
                () -> replica.ask("INFO replication").contains("master_link_status:up"));
        sentinels.forEach(sentinel -> Readiness.await(
                "Sentinel",
                sentinel.runner(),
                () -> sentinel.ask("INFO sentinel").contains("slaves=1,sentinels=" + SENTINELS)));
    }

    // Which of them is the replica stands in its file: Sentinels write it there when they change it.
    private static Redis server(String... more) {
        var lines = Stream.concat(
                Stream.of(
                        "bind 127.0.0.1",
                        "appendonly yes",
                        "appendfsync always",
                        "save \"\"",
                        "repl-diskless-sync-delay 0"),
                Stream.of(more));
        return Redis.launched(RedisRunners.configured(FreePort.find(), lines.toList()), true);
    }

    private static Redis sentinel(Redis primary) {
        var lines = List.of(
                "bind 127.0.0.1",
                "sentinel monitor " + NAME + " " + primary.host() + " " + primary.port() + " " + MAJORITY,
                "sentinel down-after-milliseconds " + NAME + " 1000",
                "sentinel failover-timeout " + NAME + " 3000");
        return Redis.launched(RedisRunners.configured(FreePort.find(), lines, "--sentinel"), true);
    }
}
