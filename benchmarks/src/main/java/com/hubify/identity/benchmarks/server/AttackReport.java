package com.hubify.identity.benchmarks.server;

import com.hubify.identity.benchmarks.Load;
import com.hubify.identity.benchmarks.Options;
import com.hubify.identity.benchmarks.Report;
import com.hubify.identity.benchmarks.Requests;
import com.hubify.identity.benchmarks.Sample;
import com.hubify.identity.parts.redis.Redis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.util.FileSystemUtils;

/** How long a client waits for its tokens at a usual rate, alone and beside attackers, by turns. */
public final class AttackReport {

    private static final double P99 = 0.99;

    private final Report report;
    private final int rounds;
    private final Duration time;
    private final int rate;
    private final int connections;
    private final Duration warmUp;
    private final List<Sample> alone = new ArrayList<>();
    private final List<Sample> beside = new ArrayList<>();
    private long sent;
    private long refused;

    private AttackReport(Options options, Clock clock) {
        this.rounds = options.number("rounds", 9);
        this.time = options.seconds("seconds", 10);
        this.rate = options.number("rate", 500);
        this.connections = options.number("connections", 16);
        this.warmUp = options.seconds("warm-up", 30);
        this.report = Report.about("Clients beside attackers", clock);
    }

    /** Runs it: {@code --rounds} of so many {@code --seconds} alone and beside attackers, after {@code --warm-up} seconds. */
    public static void main(String[] arguments) throws IOException {
        Options options = new Options(arguments, Set.of("rounds", "seconds", "rate", "connections", "warm-up"));
        new AttackReport(options, Clock.systemUTC()).run();
    }

    private void run() throws IOException {
        Path folder = Files.createTempDirectory("hubify-benchmarks-");
        try (Redis redis = Redis.own();
                TokenServer server = TokenServer.local(redis, folder.resolve("keys.json"))) {
            server.ready();
            Report.progress("warming up");
            try (Attackers attackers = Attackers.on(server.base())) {
                tokens(server, warmUp);
                Report.progress(attackers.refused() + " attempts refused");
            }
            for (int round = 1; round <= rounds; round++) {
                Report.progress("round " + round + " of " + rounds);
                if (round % 2 == 0) {
                    alone.add(tokens(server, time));
                    besideAttackers(server);
                } else {
                    besideAttackers(server);
                    alone.add(tokens(server, time));
                }
            }
            print();
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private void besideAttackers(TokenServer server) {
        try (Attackers attackers = Attackers.on(server.base())) {
            beside.add(tokens(server, time));
            sent += attackers.sent();
            refused += attackers.refused();
        }
    }

    private Sample tokens(TokenServer server, Duration time) {
        try (Load load = Load.inTurn(server.base(), connections, List.of(Requests.token(server.endpoint())))) {
            return load.pace(rate, time).millis();
        }
    }

    private void print() {
        double seconds = rounds * time.toMillis() / 1000.0;
        report.say(
                ("%d rounds of %d s alone and beside attackers, %d tokens a second over %d connections: median (smallest –"
                                + " largest round). Four attackers in networks of their own guess the client's secret, make up clients,"
                                + " refresh tokens and access tokens, each %d times a second, ten times their limit: %s a second were"
                                + " answered, %s %% of them with 429. Promised: the p99 of others stays within 20 %%.")
                        .formatted(
                                rounds,
                                time.toSeconds(),
                                rate,
                                connections,
                                Attackers.PER_SECOND,
                                Report.number(sent / seconds, 0),
                                Report.number(100.0 * refused / Math.max(1, sent), 0)));
        report.table(
                List.of("wait for a token, ms", "alone", "beside attackers", "ratio"),
                List.of(row("p50", 0.5), row("p99", P99)));
    }

    private List<String> row(String name, double share) {
        Sample one = over(alone, share);
        Sample other = over(beside, share);
        return List.of(name, one.spread(2), other.spread(2), Report.number(other.median() / one.median(), 2));
    }

    private static Sample over(List<Sample> rounds, double share) {
        return Sample.of(
                rounds.stream().mapToDouble(round -> round.percentile(share)).toArray());
    }
}
