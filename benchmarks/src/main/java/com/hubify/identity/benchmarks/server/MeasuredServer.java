package com.hubify.identity.benchmarks.server;

import com.hubify.identity.benchmarks.Person;
import java.util.ArrayList;
import java.util.List;

/** A server, and what its clients ask of it. */
record MeasuredServer(String label, TokenServer server, Clients clients, Person person, List<AutoCloseable> parts)
        implements AutoCloseable {

    MeasuredServer {
        parts = List.copyOf(parts);
    }

    Line line(Work work, int connections) {
        return new Line(label, server, clients.of(work, connections));
    }

    @Override
    public void close() throws Exception {
        List<AutoCloseable> all = new ArrayList<>(List.of(person, server));
        all.addAll(parts);
        for (AutoCloseable each : all) {
            each.close();
        }
    }
}
