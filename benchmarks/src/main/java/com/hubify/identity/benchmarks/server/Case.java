package com.hubify.identity.benchmarks.server;

import com.hubify.identity.benchmarks.Load;
import com.hubify.identity.benchmarks.ProcessorTime;
import com.hubify.identity.benchmarks.Report;
import com.hubify.identity.benchmarks.Requests;
import com.hubify.identity.benchmarks.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** One line of each table: a server, and what its tokens took in each round. */
final class Case implements AutoCloseable {

    private static final double NANOS_PER_MICRO = 1_000;
    private static final double MICROS_PER_SECOND = 1_000_000;

    private static final ToDoubleFunction<Sample> P99 = round -> round.percentile(0.99);

    private final String label;
    private final TokenServer server;
    private final List<Saturated> saturated = new ArrayList<>();
    private final List<Sample> alone = new ArrayList<>();

    private record Saturated(Load.Answers answers, double micros) {}

    Case(String label, TokenServer server) {
        this.label = label;
        this.server = server;
    }

    /** Lets the server compile what it needs. */
    void warmUp(int connections, int tokens) {
        try (Load load = load(connections)) {
            load.ask(tokens);
        }
    }

    /** Gets so many tokens over so many connections as fast as they come. */
    void saturate(int connections, int tokens) {
        try (Load load = load(connections)) {
            ProcessorTime before = server.processorTime();
            Load.Answers answers = load.ask(tokens);
            double micros = server.processorTime().nanosSince(before) / NANOS_PER_MICRO / tokens;
            saturated.add(new Saturated(answers, micros));
        }
    }

    /** Gets so many tokens one after the other. */
    void trickle(int tokens) {
        try (Load load = load(1)) {
            alone.add(load.ask(tokens).millis());
        }
    }

    /** Its line about saturation. */
    List<String> costs() {
        return List.of(
                label,
                over(saturated, round -> round.answers().perSecond()).spread(0),
                over(saturated, Saturated::micros).spread(1),
                over(saturated, round -> MICROS_PER_SECOND / round.micros()).spread(0));
    }

    /** How much more processor time its tokens took than the other's in the same round, in percent. */
    Sample percentOver(Case other) {
        return Sample.of(IntStream.range(0, saturated.size())
                .mapToDouble(round -> 100 * (saturated.get(round).micros / other.saturated.get(round).micros - 1))
                .toArray());
    }

    /** Its line about how long a client waits; alone, also what that is more than with another server. */
    List<String> waits(Case other) {
        List<Sample> crowded =
                saturated.stream().map(round -> round.answers().millis()).toList();
        List<String> cells = new ArrayList<>();
        cells.add(label);
        cells.add(over(crowded, Sample::median).spread(2));
        cells.add(over(crowded, P99).spread(2));
        cells.add(over(alone, Sample::median).spread(2));
        cells.add(Report.number(
                over(alone, Sample::median).median()
                        - over(other.alone, Sample::median).median(),
                2));
        cells.add(over(alone, P99).spread(2));
        cells.add(
                Report.number(over(alone, P99).median() - over(other.alone, P99).median(), 2));
        return cells;
    }

    @Override
    public void close() {
        server.close();
    }

    private Load load(int connections) {
        return Load.inTurn(server.base(), connections, List.of(Requests.token(server.endpoint())));
    }

    private static <T> Sample over(List<T> rounds, ToDoubleFunction<T> figure) {
        return Sample.of(rounds.stream().mapToDouble(figure).toArray());
    }
}
