package com.hubify.identity.benchmarks.http;

import com.hubify.identity.benchmarks.Load;
import com.hubify.identity.benchmarks.ProcessorTime;
import com.hubify.identity.benchmarks.Report;
import com.hubify.identity.benchmarks.Requests;
import com.hubify.identity.benchmarks.Sample;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of the table: a service of its own, what is sent to it, and what that cost it in each round. No two lines share a
 * service, since one that had answered twice as many requests would be compiled better.
 */
final class Case implements AutoCloseable {

    private static final double NANOS_PER_MICRO = 1_000;

    private final String label;
    private final Service service;
    private final Use use;
    private final List<Double> rounds = new ArrayList<>();

    /** How credentials are used. */
    sealed interface Use {

        /** The same one again and again. */
        record Same(String credential) implements Use {}

        /** Another access token for each request. */
        record Fresh() implements Use {}
    }

    Case(String label, Service service, Use use) {
        this.label = label;
        this.service = service;
        this.use = use;
    }

    /** Sends as many requests as there are fresh tokens: the service compiles what it needs. */
    void ask(int connections, List<String> fresh) {
        try (Load load = Load.inTurn(service.address(), connections, requests(fresh))) {
            load.ask(fresh.size());
        }
    }

    /** The same, as a round that counts. */
    void measure(int connections, List<String> fresh) {
        ProcessorTime before = service.processorTime();
        ask(connections, fresh);
        rounds.add(service.processorTime().nanosSince(before) / NANOS_PER_MICRO / fresh.size());
    }

    /** Its line: microseconds for a request, and those over the bare chain in the same round. */
    List<String> row(Case bareChain) {
        double[] over = new double[rounds.size()];
        for (int round = 0; round < over.length; round++) {
            over[round] = rounds.get(round) - bareChain.rounds.get(round);
        }
        double[] all = rounds.stream().mapToDouble(Double::doubleValue).toArray();
        return List.of(
                label,
                Sample.of(all).spread(1),
                this == bareChain ? Report.number(0, 1) : Sample.of(over).spread(1));
    }

    @Override
    public void close() {
        service.close();
    }

    private List<byte[]> requests(List<String> fresh) {
        List<String> credentials = use instanceof Use.Same same ? List.of(same.credential()) : fresh;
        return credentials.stream()
                .map(credential -> Requests.get(service.address(), "Authorization: Bearer " + credential))
                .toList();
    }
}
