package com.hubify.identity.benchmarks.server;

import com.hubify.identity.benchmarks.HttpConnection;
import com.hubify.identity.benchmarks.Requests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** Strangers, each in a network of their own, who ask at ten times what the limit of failures of a network allows. */
final class Attackers implements AutoCloseable {

    /** The default of {@code hubify.identity.limits.failures.network} in a second. */
    private static final int LIMIT = 1_200 / 60;

    static final int PER_SECOND = 10 * LIMIT;

    private static final int TOO_MANY = 429;

    private final ExecutorService senders = Executors.newCachedThreadPool();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean ended;

    /** Begins all attacks on this server. */
    static Attackers on(URI server) {
        Attackers attackers = new Attackers();
        int network = 1;
        for (IntFunction<byte[]> attack : attacks(server)) {
            String address = "127.0.1." + network++;
            attackers.senders.execute(() -> attackers.attack(server, address, attack));
        }
        return attackers;
    }

    private static List<IntFunction<byte[]>> attacks(URI server) {
        URI token = server.resolve("/oauth2/token");
        List<IntFunction<byte[]>> attacks = new ArrayList<>();
        attacks.add(i -> Requests.token(token, Requests.basic(Requests.CLIENT, "guess-" + i), Requests.SCOPE));
        attacks.add(i -> Requests.token(token, Requests.basic("made-up-" + i, "guess"), Requests.SCOPE));
        attacks.add(i -> Requests.form(
                token,
                Map.of("grant_type", "refresh_token", "refresh_token", "made-up-" + i, "client_id", "hubify-cli"),
                "Accept: application/json"));
        attacks.add(i -> Requests.get(server.resolve("/v1/api-keys"), "Authorization: Bearer made-up-" + i));
        return attacks;
    }

    private void attack(URI server, String address, IntFunction<byte[]> request) {
        try (HttpConnection connection = new HttpConnection(server, InetAddress.getByName(address))) {
            long began = System.nanoTime();
            for (int i = 0; !ended; i++) {
                long due = began + i * TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                int status = connection.status(request.apply(i));
                sent.incrementAndGet();
                if (status == TOO_MANY) {
                    refused.incrementAndGet();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long sent() {
        return sent.get();
    }

    /** How many of these were told to wait. */
    long refused() {
        return refused.get();
    }

    @Override
    public void close() {
        ended = true;
        senders.shutdown();
        try {
            if (!senders.awaitTermination(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The attackers don't end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
