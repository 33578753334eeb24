package com.hubify.identity.benchmarks.server;

import com.hubify.identity.benchmarks.Exchange;
import com.hubify.identity.benchmarks.Load;
import com.hubify.identity.benchmarks.ProcessorTime;
import com.hubify.identity.benchmarks.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** One line of a table: what a server did over so many connections, in each round. */
final class Line {

    /** Of what a server can do. */
    static final double PART = 0.7;

    private static final double NANOS_PER_MICRO = 1_000;
    private static final double MICROS_PER_SECOND = 1_000_000;

    private final String label;
    private final TokenServer server;
    private final List<Exchange> exchanges;
    private final List<Round> saturated = new ArrayList<>();
    private final List<Round> paced = new ArrayList<>();

    private record Round(Load.Answers answers, double micros, double wanted) {

        double perSecond() {
            return answers.perSecond();
        }

        double kept() {
            return perSecond() / wanted;
        }

        double perCore() {
            return MICROS_PER_SECOND / micros;
        }

        double p50() {
            return answers.millis().median();
        }

        double p99() {
            return answers.millis().percentile(0.99);
        }
    }

    Line(String label, TokenServer server, List<Exchange> exchanges) {
        this.label = label;
        this.server = server;
        this.exchanges = exchanges;
    }

    /** As much as it can, and then a part of that. */
    void measure(Duration time) {
        Round most = round(0, load -> load.saturate(time));
        saturated.add(most);
        double rate = PART * most.perSecond();
        paced.add(round(rate, load -> load.pace(rate, time)));
    }

    /**
     * Lets the server compile what it needs: for so long, and until it has answered so often. A compiler counts calls, and work
     * that takes longer is called less often in the same time.
     */
    void warmUp(Duration time, int answers) {
        try (Load load = new Load(server.base(), exchanges)) {
            int answered = load.saturate(time).millis().size();
            if (answered < answers) {
                load.ask(answers - answered);
            }
        }
    }

    List<String> cells() {
        return List.of(
                Integer.toString(exchanges.size()),
                label,
                over(saturated, Round::perSecond).spread(0),
                over(saturated, Round::p50).spread(2),
                over(saturated, Round::p99).spread(1),
                over(saturated, Round::micros).spread(0),
                over(saturated, Round::perCore).spread(0),
                over(paced, Round::p50).spread(2),
                over(paced, Round::p99).spread(1),
                over(paced, Round::kept).spread(2));
    }

    static List<String> head() {
        return List.of(
                "connections",
                "server",
                "a second",
                "p50, ms",
                "p99, ms",
                "processor time, µs",
                "a second and core",
                "at 70 %: p50, ms",
                "at 70 %: p99, ms",
                "of the rate kept");
    }

    private Round round(double wanted, Function<Load, Load.Answers> work) {
        try (Load load = new Load(server.base(), exchanges)) {
            ProcessorTime before = server.processorTime();
            Load.Answers answers = work.apply(load);
            double nanos = server.processorTime().nanosSince(before);
            return new Round(answers, nanos / NANOS_PER_MICRO / answers.millis().size(), wanted);
        }
    }

    private static Sample over(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return Sample.of(rounds.stream().mapToDouble(figure).toArray());
    }
}
