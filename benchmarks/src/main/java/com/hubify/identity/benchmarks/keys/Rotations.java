package com.hubify.identity.benchmarks.keys;

import com.hubify.identity.benchmarks.HttpConnection;
import com.hubify.identity.benchmarks.Report;
import com.hubify.identity.benchmarks.Requests;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;

/** Rotates keys one after the other, while others go on using old and new ones. */
final class Rotations {

    private final KeyServer server;
    private final List<String> inUse = new CopyOnWriteArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    Rotations(KeyServer server) {
        this.server = server;
    }

    /**
     * Rotates the keys with these numbers.
     *
     * @param accessToken of their owner
     * @return the line of the table
     */
    List<String> run(String accessToken, int from, int to, int connections) throws Exception {
        for (int number = from; number < to; number++) {
            inUse.add(new MadeKey(number).token().value());
        }
        ExecutorService users = Executors.newFixedThreadPool(connections);
        List<Future<?>> using = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            using.add(users.submit(this::use));
        }
        long began = System.nanoTime();
        try {
            rotateAll(accessToken, from, to);
        } finally {
            over.set(true);
            users.shutdown();
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        for (Future<?> user : using) {
            await(user);
        }
        return List.of(
                Integer.toString(to - from),
                Report.number((to - from) / seconds, 0),
                asked.toString(),
                failed.toString());
    }

    static List<String> head() {
        return List.of("rotated", "a second", "uses meanwhile", "of which failed");
    }

    private void rotateAll(String accessToken, int from, int to) throws IOException {
        try (HttpConnection owner = new HttpConnection(server.base())) {
            for (int number = from; number < to; number++) {
                String answer = owner.send(Requests.postJson(
                        server.base().resolve("/v1/api-keys/" + new MadeKey(number).id() + "/rotate"),
                        "{\"overlap\":\"PT24H\"}",
                        "Authorization: Bearer " + accessToken));
                inUse.add(JsonMapper.shared().readTree(answer).findValue("key").asString());
            }
        }
    }

    private void use() {
        try (HttpConnection connection = new HttpConnection(server.base())) {
            while (!over.get()) {
                String key = inUse.get(ThreadLocalRandom.current().nextInt(inUse.size()));
                asked.incrementAndGet();
                if (!connection.send(server.introspection(key)).contains("\"active\":true")) {
                    failed.incrementAndGet();
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(Future<?> user) throws InterruptedException {
        try {
            user.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A use failed, and no others followed", e.getCause());
        }
    }
}
