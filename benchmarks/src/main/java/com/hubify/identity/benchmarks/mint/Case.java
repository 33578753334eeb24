package com.hubify.identity.benchmarks.mint;

import com.hubify.identity.benchmarks.ProcessorTime;
import com.hubify.identity.benchmarks.Report;
import com.hubify.identity.benchmarks.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** One line of each table: a server, and what its tokens took in each round. */
final class Case implements AutoCloseable {

    private static final double NANOS_PER_MICRO = 1_000;
    private static final double MICROS_PER_SECOND = 1_000_000;

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
        try (Load load = new Load(server.endpoint(), connections)) {
            load.ask(tokens);
        }
    }

    /** Gets so many tokens over so many connections as fast as they come. */
    void saturate(int connections, int tokens) {
        try (Load load = new Load(server.endpoint(), connections)) {
            ProcessorTime before = server.processorTime();
            Load.Answers answers = load.ask(tokens);
            double micros = server.processorTime().nanosSince(before) / NANOS_PER_MICRO / tokens;
            saturated.add(new Saturated(answers, micros));
        }
    }

    /** Gets so many tokens one after the other. */
    void trickle(int tokens) {
        try (Load load = new Load(server.endpoint(), 1)) {
            alone.add(load.ask(tokens).millis());
        }
    }

    /** Its line about saturation. */
    List<String> costs() {
        return List.of(
                label,
                over(saturated, round -> round.answers().tokensPerSecond()).spread(0),
                over(saturated, Saturated::micros).spread(1),
                over(saturated, round -> MICROS_PER_SECOND / round.micros()).spread(0));
    }

    /** Its line about how long a client waits; with what that is more than another's in the median round. */
    List<String> waits(Case other) {
        List<String> cells = new ArrayList<>(List.of(label));
        cells.addAll(waits(latencies(), other.latencies(), 0.5));
        cells.addAll(waits(latencies(), other.latencies(), 0.99));
        cells.addAll(waits(alone, other.alone, 0.5));
        cells.addAll(waits(alone, other.alone, 0.99));
        return cells;
    }

    @Override
    public void close() {
        server.close();
    }

    private static List<String> waits(List<Sample> mine, List<Sample> others, double share) {
        Sample here = over(mine, round -> round.percentile(share));
        Sample there = over(others, round -> round.percentile(share));
        return List.of(here.spread(2), Report.number(here.median() - there.median(), 2));
    }

    private List<Sample> latencies() {
        return saturated.stream().map(round -> round.answers().millis()).toList();
    }

    private static <T> Sample over(List<T> rounds, ToDoubleFunction<T> figure) {
        return Sample.of(rounds.stream().mapToDouble(figure).toArray());
    }
}
