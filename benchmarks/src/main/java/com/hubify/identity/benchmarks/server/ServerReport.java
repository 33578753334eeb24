package com.hubify.identity.benchmarks.server;

import com.hubify.identity.benchmarks.Options;
import com.hubify.identity.benchmarks.Report;
import com.hubify.identity.parts.redis.Redis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.util.FileSystemUtils;

/** What the server's endpoints take and how long their clients wait, beside Spring's plain authorization server. */
public final class ServerReport {

    private final Report report;
    private final Random order = new Random(42);
    private final List<Work> work;
    private final List<Integer> connections;
    private final int rounds;
    private final Duration time;
    private final Duration warmUp;
    private final int warmUpAnswers;

    private ServerReport(Options options, Clock clock) {
        List<String> wanted = options.words(
                "work", Arrays.stream(Work.values()).map(Work::option).collect(Collectors.joining(",")));
        this.work = Arrays.stream(Work.values())
                .filter(each -> wanted.contains(each.option()))
                .toList();
        this.connections = options.words("connections", "1,8,64").stream()
                .map(Integer::valueOf)
                .toList();
        this.rounds = options.number("rounds", 3);
        this.time = options.seconds("seconds", 3);
        this.warmUp = options.seconds("warm-up", 10);
        this.warmUpAnswers = options.number("warm-up-answers", 20_000);
        this.report = Report.about("The server's endpoints", clock);
    }

    /**
     * Runs it: {@code --rounds} of {@code --seconds} at capacity and as many at 70 % of it, for each of {@code --work} over each
     * of {@code --connections}, after {@code --warm-up} seconds and {@code --warm-up-answers} of each work.
     */
    public static void main(String[] arguments) throws Exception {
        Options options = new Options(
                arguments, Set.of("work", "connections", "rounds", "seconds", "warm-up", "warm-up-answers"));
        new ServerReport(options, Clock.systemUTC()).run();
        // Threads of HTTP clients would keep the program for a while.
        System.exit(0);
    }

    private void run() throws Exception {
        Path folder = Files.createTempDirectory("hubify-benchmarks-");
        int most = Collections.max(connections);
        report.say(("%d rounds of %d s at capacity and of as many at 70 %% of that, after %d s and %d answers to warm"
                        + " up: median (smallest – largest round). Both sign with ES256 and keep secrets as SHA-256 digests; here:"
                        + " keys in a file, Corretto, Redis with appendfsync always.")
                .formatted(rounds, time.toSeconds(), warmUp.toSeconds(), warmUpAnswers));
        try (Redis redis = Redis.own();
                MeasuredServer ours = MeasuredServers.ours(redis, folder.resolve("keys.json"), most);
                MeasuredServer plain = MeasuredServers.plain(most);
                // Spring's store looks through all it holds, so what mints is not what is asked.
                MeasuredServer minting = MeasuredServers.plain(most)) {
            for (Work each : work) {
                measure(each, each == Work.KEYS ? List.of(ours) : List.of(each == Work.TOKEN ? minting : plain, ours));
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private void measure(Work work, List<MeasuredServer> servers) {
        Report.progress(work.title() + ": warming up");
        for (MeasuredServer server : servers) {
            server.line(work, Collections.max(connections)).warmUp(warmUp, warmUpAnswers);
        }
        List<Line> lines = connections.stream()
                .flatMap(count -> servers.stream().map(server -> server.line(work, count)))
                .toList();
        for (int round = 1; round <= rounds; round++) {
            Report.progress(work.title() + ": round " + round + " of " + rounds);
            List<Line> turns = new ArrayList<>(lines);
            Collections.shuffle(turns, order);
            turns.forEach(line -> line.measure(time));
        }
        report.say("### " + work.title());
        report.table(Line.head(), lines.stream().map(Line::cells).toList());
    }
}
