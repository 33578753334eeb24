package com.hubify.identity.parts.redis;

import com.hubify.identity.parts.program.FreePort;
import com.hubify.identity.parts.program.Readiness;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A Redis Cluster of three primaries with a replica each, six processes of this machine. A primary that is killed or frozen is
 * replaced by its replica within about four seconds.
 */
public final class RedisCluster implements AutoCloseable {

    private static final int PRIMARIES = 3;
    private static final int SLOTS = 16_384;

    /** Nodes speak with each other at a port that is so much higher. */
    private static final int HIGHEST_PORT = 65_535 - 10_000;

    private final List<Redis> nodes;

    private RedisCluster(List<Redis> nodes) {
        this.nodes = nodes;
    }

    /** Starts one, and waits until each replica has what its primary has. */
    public static RedisCluster start() {
        var nodes = Stream.generate(RedisCluster::node).limit(2 * PRIMARIES).toList();
        var cluster = new RedisCluster(nodes);
        try {
            cluster.form();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** All nodes, as {@code host:port} with commas in between. */
    public String addresses() {
        return nodes.stream().map(node -> node.host() + ":" + node.port()).collect(Collectors.joining(","));
    }

    /** All six, primaries first. */
    public List<Redis> nodes() {
        return nodes;
    }

    /** The node that takes writes to a key, as the others see it. One that was just killed is still it for a while. */
    public Redis primaryOf(String key) {
        int slot = slotOf(key);
        return nodes.stream()
                .filter(Redis::answers)
                .flatMap(node -> node.ask("CLUSTER NODES").lines())
                .map(Member::parse)
                .filter(member -> member.isPrimary() && member.holds(slot))
                .map(member -> at(member.port()))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no primary of slot " + slot));
    }

    /** The node that takes over from a primary. */
    public Redis replicaOf(Redis primary) {
        String id = id(primary);
        return primary.ask("CLUSTER NODES")
                .lines()
                .map(Member::parse)
                .filter(member -> member.primary().equals(id))
                .map(member -> at(member.port()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        nodes.forEach(Redis::close);
    }

    private void form() {
        for (int i = 0; i < PRIMARIES; i++) {
            nodes.get(i).send("CLUSTER ADDSLOTS " + slotsOf(i));
            nodes.get(i).send("CLUSTER SET-CONFIG-EPOCH " + (i + 1));
        }
        nodes.forEach(node -> nodes.get(0).send("CLUSTER MEET " + node.host() + " " + node.port()));
        await(node -> node.ask("CLUSTER INFO").contains("cluster_known_nodes:" + nodes.size()));
        for (int i = PRIMARIES; i < nodes.size(); i++) {
            // Until the primary has said hello to the replica itself, the replica doesn't know it.
            var replica = nodes.get(i);
            var replicate = "CLUSTER REPLICATE " + id(nodes.get(i - PRIMARIES));
            Readiness.await(
                    "Replica", replica.runner(), () -> replica.send(replicate).startsWith("+OK"));
        }
        // A node that has not heard of a replica yet would not vote for it.
        await(node -> node.ask("CLUSTER INFO").contains("cluster_state:ok") && replicasKnownTo(node) == PRIMARIES);
        nodes.subList(PRIMARIES, nodes.size())
                .forEach(replica -> Readiness.await(
                        "Replica",
                        replica.runner(),
                        () -> replica.ask("INFO replication").contains("master_link_status:up")));
    }

    private void await(Predicate<Redis> condition) {
        nodes.forEach(node -> Readiness.await("Redis Cluster", node.runner(), () -> condition.test(node)));
    }

    private static long replicasKnownTo(Redis node) {
        return node.ask("CLUSTER NODES")
                .lines()
                .map(Member::parse)
                .filter(member -> member.flags().contains("slave"))
                .count();
    }

    private Redis at(int port) {
        return nodes.stream().filter(node -> node.port() == port).findFirst().orElseThrow();
    }

    private static Redis node() {
        int port = FreePort.find();
        while (port > HIGHEST_PORT) {
            port = FreePort.find();
        }
        return Redis.launched(
                RedisRunners.process(
                        port,
                        "--cluster-enabled",
                        "yes",
                        "--cluster-node-timeout",
                        "2000",
                        "--repl-diskless-sync-delay",
                        "0"),
                true);
    }

    private static String id(Redis node) {
        return node.ask("CLUSTER MYID").strip();
    }

    private int slotOf(String key) {
        var alive = nodes.stream().filter(Redis::answers).findFirst().orElseThrow();
        return Integer.parseInt(alive.send("CLUSTER KEYSLOT " + key).substring(1));
    }

    private static String slotsOf(int primary) {
        return IntStream.range(primary * SLOTS / PRIMARIES, (primary + 1) * SLOTS / PRIMARIES)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" "));
    }

    /** A line of {@code CLUSTER NODES}: id, address, flags, primary, ping, pong, epoch, link, slots. */
    private record Member(int port, String flags, String primary, List<String> slots) {

        static Member parse(String line) {
            var words = List.of(line.split(" "));
            var address = words.get(1);
            int port = Integer.parseInt(address.substring(address.indexOf(':') + 1, address.indexOf('@')));
            return new Member(port, words.get(2), words.get(3), words.subList(8, words.size()));
        }

        boolean isPrimary() {
            return flags.contains("master") && !flags.contains("fail");
        }

        boolean holds(int slot) {
            return slots.stream().filter(range -> !range.startsWith("[")).anyMatch(range -> {
                var ends = range.split("-");
                return slot >= Integer.parseInt(ends[0]) && slot <= Integer.parseInt(ends[ends.length - 1]);
            });
        }
    }
}
