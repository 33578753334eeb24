package com.hubify.identity.benchmarks.http;

import com.hubify.identity.benchmarks.Options;
import com.hubify.identity.benchmarks.Report;
import com.hubify.identity.resource.test.StubIssuer;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Measures all services in turns: each round goes through every case in another order, so that what else the machine does
 * falls on all of them alike.
 */
public final class HttpReport {

    private static final int CONNECTIONS = 4;

    private final Report report;
    private final StubIssuer issuer = new StubIssuer();
    private final Credentials credentials;
    private final Random order = new Random(42);
    private final int rounds;
    private final int requests;
    private final int warmUp;

    private HttpReport(Options options, Clock clock) {
        this.rounds = options.number("rounds", 10);
        this.requests = options.number("requests", 3_000);
        this.warmUp = options.number("warm-up", 20_000);
        this.credentials = new Credentials(issuer, clock);
        this.report = Report.about("Processor time of a service for each request", clock);
    }

    /** Runs it: {@code --rounds}, {@code --requests} in each, {@code --warm-up} requests before. */
    public static void main(String[] arguments) {
        HttpReport http =
                new HttpReport(new Options(arguments, Set.of("rounds", "requests", "warm-up")), Clock.systemUTC());
        http.report.say(
                "%d rounds of %d requests over %d connections after %d to warm up. Microseconds of processor time of "
                                .formatted(http.rounds, http.requests, CONNECTIONS, http.warmUp)
                        + "the service process without its compilers: median (smallest – largest round).");
        for (Stack stack : Stack.values()) {
            http.measure(stack);
        }
        // Threads of the stub would keep the program.
        System.exit(0);
    }

    private void measure(Stack stack) {
        try (Cases cases = Cases.start(stack, issuer, credentials)) {
            for (int done = 0; done < warmUp; done += requests) {
                Report.progress(stack.word() + ": warming up, " + done + " of " + warmUp);
                List<String> fresh = credentials.accessTokens(requests);
                cases.each(order, each -> each.ask(CONNECTIONS, fresh));
            }
            for (int round = 1; round <= rounds; round++) {
                Report.progress(stack.word() + ": round " + round + " of " + rounds);
                List<String> fresh = credentials.accessTokens(requests);
                cases.each(order, each -> each.measure(CONNECTIONS, fresh));
            }
            report.table(List.of(stack.word(), "µs", "µs over the bare chain"), cases.rows());
        }
    }
}
