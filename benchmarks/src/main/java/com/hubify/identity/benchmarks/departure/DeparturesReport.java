package com.hubify.identity.benchmarks.departure;

import com.hubify.identity.benchmarks.Options;
import com.hubify.identity.benchmarks.Person;
import com.hubify.identity.benchmarks.Report;
import com.hubify.identity.benchmarks.Requests;
import com.hubify.identity.benchmarks.Sample;
import com.hubify.identity.parts.redis.Redis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.util.FileSystemUtils;

/** From the deletion of a person at Clerk until each thing that they have is refused, webhook included. */
public final class DeparturesReport {

    private static final double PROMISED_MILLIS = 1_000;

    private final Report report;
    private final int people;
    private final int services;
    private final Map<String, List<Double>> millis = new LinkedHashMap<>();

    private DeparturesReport(Options options, Clock clock) {
        this.people = options.number("people", 100);
        this.services = options.number("services", 2);
        this.report = Report.about("People who are deleted at Clerk", clock);
    }

    /** Runs it: {@code --people} one after the other, each with their credentials at {@code --services}. */
    public static void main(String[] arguments) throws Exception {
        new DeparturesReport(new Options(arguments, Set.of("people", "services")), Clock.systemUTC()).run();
        // Threads of HTTP clients would keep the program for a while.
        System.exit(0);
    }

    private void run() throws Exception {
        Path folder = Files.createTempDirectory("hubify-benchmarks-");
        ExecutorService threads = Executors.newCachedThreadPool();
        try (Redis redis = Redis.own();
                Platform platform = new Platform(redis, folder, people, services)) {
            for (int number = 0; number < people; number++) {
                Report.progress("person " + (number + 1) + " of " + people);
                depart(platform, number, threads);
            }
        } finally {
            threads.shutdownNow();
            FileSystemUtils.deleteRecursively(folder);
        }
        report.say(
                "%d people, %d services and the identity server; milliseconds from the answer of Clerk's Backend API until the first refusal."
                        .formatted(people, services));
        report.table(
                List.of("credential", "p50, ms", "p99, ms", "longest, ms", "later than 1 s"),
                millis.entrySet().stream()
                        .map(kind -> cells(kind.getKey(), kind.getValue()))
                        .toList());
    }

    private void depart(Platform platform, int number, ExecutorService threads)
            throws InterruptedException, ExecutionException {
        List<Use> uses = uses(platform, number);
        uses.forEach(Use::requireAccepted);
        Map<Use, Future<Long>> refusals = new LinkedHashMap<>();
        uses.forEach(use -> refusals.put(use, threads.submit(use::refusedAt)));
        platform.delete(number);
        long deletedAt = System.nanoTime();
        for (Map.Entry<Use, Future<Long>> refusal : refusals.entrySet()) {
            millis.computeIfAbsent(refusal.getKey().what(), kind -> new ArrayList<>())
                    .add(Use.millis(deletedAt, refusal.getValue().get()));
        }
    }

    private List<Use> uses(Platform platform, int number) {
        List<Use> uses = new ArrayList<>();
        try (Person person = Person.ofSimulator(platform.server(), Platform.email(number))) {
            String token = person.grant().path("access_token").asString();
            Map<String, String> credentials = Map.of(
                    "access token", token,
                    "API key", person.apiKey(token),
                    "Clerk session token", platform.sessionToken(number));
            platform.services()
                    .forEach(service -> credentials.forEach((what, credential) -> uses.add(new Use(
                            what,
                            service,
                            Requests.get(service.resolve("/v1/labs"), "Authorization: Bearer " + credential)))));
            uses.add(new Use(
                    "browser session",
                    platform.server(),
                    Requests.get(platform.server().resolve("/account"), "Cookie: " + person.cookie())));
        }
        return uses;
    }

    private static List<String> cells(String kind, List<Double> millis) {
        Sample sample =
                Sample.of(millis.stream().mapToDouble(Double::doubleValue).toArray());
        return List.of(
                kind,
                Report.number(sample.median(), 1),
                Report.number(sample.percentile(0.99), 1),
                Report.number(sample.max(), 1),
                Long.toString(sample.above(PROMISED_MILLIS)));
    }
}
