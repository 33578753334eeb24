package com.hubify.identity.benchmarks.keys;

import com.hubify.identity.benchmarks.Exchange;
import com.hubify.identity.benchmarks.Load;
import com.hubify.identity.benchmarks.ProcessorTime;
import com.hubify.identity.benchmarks.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

/** One line of the table: rounds of introspections over so many stored keys. */
final class Introspections {

    private static final double NANOS_PER_MICRO = 1_000;
    private static final double MICROS_PER_SECOND = 1_000_000;

    private final String label;
    private final int stored;
    private final KeyServer server;
    private final int connections;
    private final List<Round> rounds = new ArrayList<>();

    private record Round(Load.Answers answers, double micros) {}

    Introspections(String label, int stored, KeyServer server, int connections) {
        this.label = label;
        this.stored = stored;
        this.server = server;
        this.connections = connections;
    }

    /** Asks about the keys with these numbers in turn, so often in all. */
    void measure(int from, int to, int requests) {
        // Made beforehand, or the load generator would be measured, too.
        List<byte[]> bodies = new ArrayList<>();
        for (int number = from; number < to; number++) {
            bodies.add(server.introspection(new MadeKey(number).token()));
        }
        try (Load load = new Load(server.base(), Collections.nCopies(connections, new InTurn(bodies)))) {
            ProcessorTime before = server.processorTime();
            Load.Answers answers = load.ask(requests);
            rounds.add(new Round(answers, server.processorTime().nanosSince(before) / NANOS_PER_MICRO / requests));
        }
    }

    /** Processor time of the server for each, of the median round. */
    double micros() {
        return over(Round::micros).median();
    }

    static List<String> head() {
        return List.of("stored", "asked", "a second", "p50, ms", "p99, ms", "processor time, µs", "a second and core");
    }

    List<String> cells() {
        return List.of(
                Integer.toString(stored),
                label,
                over(round -> round.answers().perSecond()).spread(0),
                over(round -> round.answers().millis().median()).spread(2),
                over(round -> round.answers().millis().percentile(0.99)).spread(1),
                over(Round::micros).spread(0),
                over(round -> MICROS_PER_SECOND / round.micros()).spread(0));
    }

    private Sample over(ToDoubleFunction<Round> figure) {
        return Sample.of(rounds.stream().mapToDouble(figure).toArray());
    }

    private record InTurn(List<byte[]> requests, AtomicInteger next) implements Exchange {

        InTurn(List<byte[]> requests) {
            this(requests, new AtomicInteger());
        }

        @Override
        public byte[] request() {
            return requests.get(Math.floorMod(next.getAndIncrement(), requests.size()));
        }

        @Override
        public void answered(String body) {
            if (!body.contains("\"active\":true")) {
                throw new IllegalStateException("Not what is measured: " + body);
            }
        }
    }
}
