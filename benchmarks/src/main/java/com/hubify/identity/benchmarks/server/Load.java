package com.hubify.identity.benchmarks.server;

import com.hubify.identity.benchmarks.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Connections over which tokens are asked for, each as soon as the one before it is there. */
final class Load implements AutoCloseable {

    private static final double NANOS_PER_MILLI = 1_000_000;
    private static final double NANOS_PER_SECOND = 1_000_000_000;

    private final List<TokenConnection> connections = new ArrayList<>();
    private final ExecutorService senders;

    /**
     * What came of asking.
     *
     * @param seconds from the first request to the last answer
     * @param millis of each request
     */
    record Answers(double seconds, Sample millis) {

        double tokensPerSecond() {
            return millis.size() / seconds;
        }
    }

    Load(URI endpoint, int count) {
        this.senders = Executors.newFixedThreadPool(count);
        try {
            for (int i = 0; i < count; i++) {
                connections.add(new TokenConnection(endpoint));
            }
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        }
    }

    /** Gets so many tokens. */
    Answers ask(int tokens) {
        double[] millis = new double[tokens];
        AtomicInteger next = new AtomicInteger();
        long began = System.nanoTime();
        List<? extends Future<?>> done = connections.stream()
                .map(connection -> senders.submit(() -> {
                    for (int at = next.getAndIncrement(); at < tokens; at = next.getAndIncrement()) {
                        long asked = System.nanoTime();
                        connection.ask();
                        millis[at] = (System.nanoTime() - asked) / NANOS_PER_MILLI;
                    }
                    return null;
                }))
                .toList();
        done.forEach(Load::await);
        return new Answers((System.nanoTime() - began) / NANOS_PER_SECOND, Sample.of(millis));
    }

    @Override
    public void close() {
        senders.shutdownNow();
        for (TokenConnection connection : connections) {
            try {
                connection.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void await(Future<?> done) {
        try {
            done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
