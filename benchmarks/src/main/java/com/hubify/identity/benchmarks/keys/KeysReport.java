package com.hubify.identity.benchmarks.keys;

import com.hubify.identity.benchmarks.Load;
import com.hubify.identity.benchmarks.Options;
import com.hubify.identity.benchmarks.Report;
import com.hubify.identity.benchmarks.Requests;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.protocol.ApiKeyToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** What API keys take: introspection, by how many are stored; Redis; pages of an owner of many; rotation under load. */
public final class KeysReport {

    /** More than the server keeps in memory would be asked of it again. */
    private static final int KNOWN = 50;

    /** Numbers of the keys of the person, beyond all others. */
    private static final int PERSONS = 100_000_000;

    private final Report report;
    private final List<Integer> sizes;
    private final int perOwner;
    private final int requests;
    private final int rounds;
    private final int connections;
    private final int warmUp;
    private final int owned;
    private final int pages;

    private KeysReport(Options options, Clock clock) {
        this.sizes = options.words("keys", "10000,1000000").stream()
                .map(Integer::valueOf)
                .sorted()
                .toList();
        this.perOwner = options.number("per-owner", 100);
        this.requests = options.number("requests", 10_000);
        this.rounds = options.number("rounds", 5);
        this.connections = options.number("connections", 16);
        this.warmUp = options.number("warm-up", 60_000);
        this.owned = options.number("owned", 1_000);
        this.pages = options.number("pages", 400);
        this.report = Report.about("API keys", clock);
    }

    /**
     * Runs it: {@code --rounds} of {@code --requests} over {@code --connections} for each of {@code --keys} stored, {@code
     * --per-owner} of them with one owner, after {@code --warm-up} requests; then {@code --pages} of an owner with {@code --owned}
     * keys, and the rotation of all of those.
     */
    public static void main(String[] arguments) throws Exception {
        Options options = new Options(
                arguments,
                Set.of("keys", "per-owner", "requests", "rounds", "connections", "warm-up", "owned", "pages"));
        new KeysReport(options, Clock.systemUTC()).run();
        // Threads of HTTP clients would keep the program for a while.
        System.exit(0);
    }

    private void run() throws Exception {
        Path folder = Files.createTempDirectory("hubify-benchmarks-");
        report.say(
                ("%d rounds of %d introspections over %d connections: median (smallest – largest round). %d keys of each owner,"
                                + " half of them with an end; Redis with appendfsync always.")
                        .formatted(rounds, requests, connections, perOwner));
        try (Redis redis = Redis.own();
                KeyServer server = new KeyServer(redis, folder.resolve("keys.json"))) {
            JsonNode grant = server.person().grant();
            String accessToken = grant.path("access_token").asString();
            ApiKeyToken sample =
                    ApiKeyToken.parse(server.person().apiKey(accessToken)).orElseThrow();
            String owner = redis.ask("GET hfy:apikey:" + sample.id());
            KeyStore store = new KeyStore(redis, owner, sample, perOwner);
            introspect(server, store);
            store.fill(owner, PERSONS, PERSONS + owned);
            turnPages(server, accessToken);
            report.say("### Rotation under load");
            report.table(
                    Rotations.head(),
                    List.of(new Rotations(server).run(accessToken, PERSONS, PERSONS + owned, connections)));
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private void introspect(KeyServer server, KeyStore store) {
        List<Introspections> lines = new ArrayList<>();
        List<List<String>> memory = new ArrayList<>();
        Fresh fresh = new Fresh(store, requests);
        int stored = 0;
        for (int size : sizes) {
            Report.progress("storing " + size + " keys");
            long before = store.memory();
            store.fill(stored, size);
            memory.add(List.of(
                    Integer.toString(size), Report.number((store.memory() - before) / (double) (size - stored), 0)));
            if (stored == 0) {
                Report.progress("warming up");
                new Introspections("", size, server, connections).measure(0, KNOWN, warmUp);
                new Introspections("", size, server, connections).measure(fresh.next(), fresh.end(), requests);
            }
            stored = size;
            Introspections known = new Introspections("known keys", size, server, connections);
            Introspections unknown = new Introspections("each the first time", size, server, connections);
            for (int round = 1; round <= rounds; round++) {
                Report.progress(size + " keys: round " + round + " of " + rounds);
                known.measure(0, KNOWN, requests);
                unknown.measure(fresh.next(), fresh.end(), requests);
            }
            lines.addAll(List.of(known, unknown));
        }
        fresh.drop();
        report.say("### Introspection over HTTP");
        report.table(
                Introspections.head(), lines.stream().map(Introspections::cells).toList());
        report.say("### Memory of Redis");
        report.table(List.of("stored", "bytes a key"), memory);
    }

    /** Keys that the server has not been asked about. They take the place of those of the last round. */
    private static final class Fresh {

        private final KeyStore store;
        private final int count;
        private int from = PERSONS / 2;

        Fresh(KeyStore store, int count) {
            this.store = store;
            this.count = count;
        }

        int next() {
            drop();
            from += count;
            store.fill(from, from + count);
            return from;
        }

        int end() {
            return from + count;
        }

        void drop() {
            store.drop(from, from + count);
        }
    }

    private void turnPages(KeyServer server, String accessToken) {
        String cookie = "Cookie: " + server.person().cookie();
        String bearer = "Authorization: Bearer " + accessToken;
        Map<String, byte[]> asked = new LinkedHashMap<>();
        for (String path : List.of("/account/keys", "/account/keys?page=25")) {
            asked.put(path, Requests.get(server.base().resolve(path), cookie));
        }
        asked.put("/v1/api-keys?limit=100", Requests.get(server.base().resolve("/v1/api-keys?limit=100"), bearer));
        List<List<String>> rows = new ArrayList<>();
        asked.forEach((path, request) -> {
            try (Load load = Load.inTurn(server.base(), 1, List.of(request))) {
                load.ask(pages);
                Load.Answers answers = load.ask(pages);
                rows.add(List.of(
                        path,
                        Report.number(answers.millis().median(), 1),
                        Report.number(answers.millis().percentile(0.95), 1),
                        Report.number(answers.millis().max(), 1)));
            }
        });
        report.say("### Pages of a person with " + owned + " keys");
        report.table(List.of("page", "p50, ms", "p95, ms", "longest, ms"), rows);
    }
}
