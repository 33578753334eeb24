package com.hubify.identity.benchmarks.server;

import com.hubify.identity.benchmarks.Options;
import com.hubify.identity.benchmarks.Report;
import com.hubify.identity.parts.redis.Redis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.springframework.util.FileSystemUtils;

/**
 * Tokens by client credentials from every server in turns: each round goes through all of them in another order, so that what
 * else the machine does falls on all alike.
 */
public final class MintReport {

    private static final String PROMISE =
            "Promised: with local keys 4,500 tokens a second and core of the server's own time, with OpenBao as many;"
                    + " limits and audit take 5 %;"
                    + " at most a call for 16 tokens; OpenBao adds 1 ms to the median and 5 ms to the p99.";

    // As ours: what is compared is what a token costs, not what a thread does.
    private static final List<String> VIRTUAL = List.of("--spring.threads.virtual.enabled=true");

    private final Report report;
    private final Random order = new Random(42);
    private final int rounds;
    private final int tokens;
    private final int warmUp;
    private final int connections;
    private final int alone;
    private final Optional<Path> against;

    private MintReport(Options options, Clock clock) {
        this.rounds = options.number("rounds", 9);
        this.tokens = options.number("tokens", 10_000);
        this.warmUp = options.number("warm-up", 40_000);
        this.connections = options.number("connections", 64);
        this.alone = options.number("alone", 500);
        this.against = options.path("against");
        this.report = Report.about("Minting tokens", clock);
    }

    /**
     * Runs it: {@code --rounds} of {@code --tokens} over so many {@code --connections} and of {@code --alone} over one, after
     * {@code --warm-up} tokens, beside another build of the identity server if {@code --against} says where its jar is.
     */
    public static void main(String[] arguments) throws IOException {
        Options options =
                new Options(arguments, Set.of("rounds", "tokens", "warm-up", "connections", "alone", "against"));
        new MintReport(options, Clock.systemUTC()).run();
        // Threads of HTTP clients would keep the program for a while.
        System.exit(0);
    }

    private void run() throws IOException {
        Path folder = Files.createTempDirectory("hubify-benchmarks-");
        try (Redis redis = Redis.own();
                SigningVault vault = SigningVault.start();
                Case local = start("local keys, Corretto", TokenServer.local(redis, folder.resolve("keys.json")));
                Case bare = start(
                        "… without limits and audit", TokenServer.unguarded(redis, folder.resolve("keys-bare.json")));
                Case jdk = start("local keys, JDK", TokenServer.localByTheJdk(redis, folder.resolve("keys-jdk.json")));
                Case custody = start("keys in OpenBao", TokenServer.vault(redis, vault));
                Case plain = start("Spring's plain server, JDK", TokenServer.plain(VIRTUAL))) {
            List<Case> all = new ArrayList<>(List.of(local, bare, jdk, custody, plain));
            against.map(jar -> start(
                            "… of the other build", TokenServer.built(jar, redis, folder.resolve("keys-other.json"))))
                    .ifPresent(all::add);
            report.say(("%d rounds of %d tokens over %d connections and of %d over one, after %d to warm up: median"
                            + " (smallest – largest round). %s")
                    .formatted(rounds, tokens, connections, alone, warmUp, PROMISE));
            warmUp(all);

            RedisUse minting = new RedisUse(redis);
            RedisUse resting = new RedisUse(redis);
            VaultUse calls = new VaultUse(vault);
            for (int round = 1; round <= rounds; round++) {
                Report.progress("round " + round + " of " + rounds);
                for (Case each : shuffled(all)) {
                    Runnable saturate = () -> each.saturate(connections, tokens);
                    Runnable counted = each == custody ? () -> calls.during(tokens, saturate) : saturate;
                    (each == plain ? resting : minting).during(counted);
                    each.trickle(alone);
                }
            }
            print(all, local);
            print(local, bare);
            print(calls);
            print(minting, resting);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private void warmUp(List<Case> all) {
        for (int done = 0; done < warmUp; done += tokens) {
            Report.progress("warming up, " + done + " of " + warmUp);
            shuffled(all).forEach(each -> {
                each.warmUp(connections, tokens);
                each.warmUp(1, alone);
            });
        }
    }

    private void print(List<Case> all, Case local) {
        report.table(
                List.of(
                        "server, " + connections + " connections",
                        "tokens a second",
                        "processor time of the server, µs a token",
                        "tokens a second and core of it"),
                all.stream().map(Case::costs).toList());
        report.table(
                List.of(
                        "wait for a token, ms",
                        "p50, " + connections + " connections",
                        "p99, " + connections + " connections",
                        "p50, one connection",
                        "over local keys",
                        "p99, one connection",
                        "over local keys"),
                all.stream().map(each -> each.waits(local)).toList());
    }

    private void print(Case local, Case bare) {
        report.table(
                List.of("limits and audit", ""),
                List.of(List.of(
                        "processor time, % more than without",
                        local.percentOver(bare).spread(1))));
    }

    private void print(VaultUse calls) {
        report.table(
                List.of("OpenBao", ""),
                List.of(
                        List.of("tokens a call", calls.tokensPerCall().spread(1)),
                        List.of("processor time, µs a token", calls.micros().spread(1))));
    }

    private void print(RedisUse minting, RedisUse resting) {
        List<List<String>> rows = new ArrayList<>();
        for (String command : minting.commands().plus(resting.commands()).names()) {
            rows.add(List.of(command, minting.perMinute(command), resting.perMinute(command)));
        }
        report.table(
                List.of("Redis, commands a minute", "while one of ours mints", "while Spring's does, and ours rest"),
                rows);
    }

    private List<Case> shuffled(List<Case> all) {
        List<Case> turns = new ArrayList<>(all);
        Collections.shuffle(turns, order);
        return turns;
    }

    private static Case start(String label, TokenServer server) {
        Report.progress("starting: " + label);
        return new Case(label, server.ready());
    }
}
