package com.hubify.identity.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;

/** Connections over which requests are sent, each as soon as the one before it is answered, or at a given rate. */
public final class Load implements AutoCloseable {

    private static final double NANOS_PER_MILLI = 1_000_000;
    private static final double NANOS_PER_SECOND = 1_000_000_000;

    private final List<HttpConnection> connections = new ArrayList<>();
    private final List<Exchange> exchanges;
    private final ExecutorService senders;

    /**
     * What came of asking.
     *
     * @param seconds from the first request to the last answer
     * @param millis of each request
     */
    public record Answers(double seconds, Sample millis) {

        public double perSecond() {
            return millis.size() / seconds;
        }
    }

    /** @param exchanges what each connection sends */
    public Load(URI server, List<Exchange> exchanges) {
        this.exchanges = List.copyOf(exchanges);
        this.senders = Executors.newFixedThreadPool(exchanges.size());
        try {
            for (int i = 0; i < exchanges.size(); i++) {
                connections.add(new HttpConnection(server));
            }
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        }
    }

    /** These requests in turn, over whichever of so many connections is free. */
    public static Load inTurn(URI server, int connections, List<byte[]> requests) {
        AtomicLong next = new AtomicLong();
        Exchange turn = () -> requests.get((int) (next.getAndIncrement() % requests.size()));
        return new Load(server, Collections.nCopies(connections, turn));
    }

    /** Gets so many answers. */
    public Answers ask(int count) {
        return run(index -> index < count, 0);
    }

    /** Gets as many answers as come for so long. */
    public Answers saturate(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        return run(index -> System.nanoTime() - end < 0, 0);
    }

    /**
     * Sends at that rate for so long. A request counts from when it is due: one that no connection is free for has been waiting
     * since then, as it would at a service.
     */
    public Answers pace(double perSecond, Duration time) {
        long count = Math.max(1, Math.round(perSecond * time.toNanos() / NANOS_PER_SECOND));
        return run(index -> index < count, NANOS_PER_SECOND / perSecond);
    }

    private Answers run(LongPredicate goesOn, double interval) {
        AtomicLong next = new AtomicLong();
        long began = System.nanoTime();
        List<Future<List<Double>>> done = new ArrayList<>();
        for (int i = 0; i < connections.size(); i++) {
            HttpConnection connection = connections.get(i);
            Exchange exchange = exchanges.get(i);
            done.add(senders.submit(() -> {
                List<Double> millis = new ArrayList<>();
                for (long at = next.getAndIncrement(); goesOn.test(at); at = next.getAndIncrement()) {
                    long due = interval > 0 ? awaitDue(began + (long) (at * interval)) : System.nanoTime();
                    String body = connection.send(exchange.request());
                    millis.add((System.nanoTime() - due) / NANOS_PER_MILLI);
                    exchange.answered(body);
                }
                return millis;
            }));
        }
        double[] millis = done.stream()
                .map(Load::await)
                .flatMapToDouble(some -> some.stream().mapToDouble(Double::doubleValue))
                .toArray();
        return new Answers((System.nanoTime() - began) / NANOS_PER_SECOND, Sample.of(millis));
    }

    @Override
    public void close() {
        senders.shutdownNow();
        for (HttpConnection connection : connections) {
            try {
                connection.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static long awaitDue(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return due;
    }

    private static <T> T await(Future<T> done) {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
