package com.hubify.identity.benchmarks.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Sends requests over a few connections, each as soon as the one before it has been answered. */
final class Load implements AutoCloseable {

    private static final int PATIENCE = 20_000;

    private final int connections;
    private final ExecutorService senders;

    Load(int connections) {
        this.connections = connections;
        this.senders = Executors.newFixedThreadPool(connections);
    }

    /**
     * Sends so many requests with the credentials in turn.
     *
     * @throws IllegalStateException if one is answered with anything but 200: its cost would say nothing
     */
    void send(URI address, List<String> credentials, int requests) {
        AtomicInteger next = new AtomicInteger();
        List<? extends Future<?>> done = IntStream.range(0, connections)
                .mapToObj(i -> senders.submit(() -> {
                    for (int at = next.getAndIncrement(); at < requests; at = next.getAndIncrement()) {
                        send(address, credentials.get(at % credentials.size()));
                    }
                    return null;
                }))
                .toList();
        done.forEach(Load::await);
    }

    @Override
    public void close() {
        senders.shutdownNow();
    }

    // The oldest client of the JDK is the cheapest, and the machine is also the service's. It keeps connections open.
    private static void send(URI address, String credential) throws IOException {
        HttpURLConnection request = (HttpURLConnection) address.toURL().openConnection();
        request.setConnectTimeout(PATIENCE);
        request.setReadTimeout(PATIENCE);
        request.setRequestProperty("Authorization", "Bearer " + credential);
        if (request.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw new IllegalStateException(
                    address + " answered " + request.getResponseCode() + " " + request.getHeaderFields());
        }
        try (InputStream body = request.getInputStream()) {
            body.readAllBytes();
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
