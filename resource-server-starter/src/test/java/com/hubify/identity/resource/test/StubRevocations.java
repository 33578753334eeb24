package com.hubify.identity.resource.test;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * The stub's log of revocations, and the feed that tells services of it as the identity server does. What goes wrong
 * between two machines can be made to happen.
 */
public final class StubRevocations {

    private static final String END = "";
    private static final int LONGEST_WRITE = 8192;

    private final List<Revocation> log = new ArrayList<>();
    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private final AtomicInteger opened = new AtomicInteger();
    private Duration heartbeat = Duration.ofMillis(100);
    private long clockStart = System.nanoTime() - TimeUnit.HOURS.toNanos(3);
    private int reachesBackTo;
    private volatile boolean beating = true;

    StubRevocations() {}

    /** Revokes everything that descends from this and was issued by now, and tells the services. */
    public Revocation revoke(Ancestor.Kind kind, String id, Instant issuedBy) {
        Revocation revocation = new Revocation(new Ancestor(kind, id), issuedBy);
        synchronized (this) {
            log.add(revocation);
            String event = "id: " + position() + "\n" + event(revocation);
            connections.forEach(connection -> connection.send(event));
        }
        return revocation;
    }

    public synchronized boolean isRevoked(Lineage lineage) {
        return log.stream().anyMatch(revocation -> revocation.kills(lineage));
    }

    /** Ends all connections. */
    public void cut() {
        connections.forEach(connection -> connection.send(END));
    }

    /** Keeps back all that is sent on the connections there are now, as a network does that has lost its way. */
    public void hold() {
        connections.forEach(connection -> connection.held = true);
    }

    /** Delivers what was kept back, all at once. */
    public void release() {
        connections.forEach(connection -> connection.held = false);
    }

    /** Keeps connections open with comments alone, as a server does that cannot read the log itself. */
    public void stopBeating() {
        beating = false;
    }

    /** Sends anything at all to the services connected now. */
    public void send(String text) {
        connections.forEach(connection -> connection.send(text));
    }

    /** Shortens the log: who has not followed to its end cannot resume. */
    public synchronized void trim() {
        reachesBackTo = log.size() + 1;
        log.add(new Revocation(new Ancestor(Ancestor.Kind.TOKEN, "trimmed-" + log.size()), Instant.EPOCH));
    }

    /** Goes on with another clock, as another server does that takes over. */
    public synchronized void takeOver(Duration clock) {
        clockStart = System.nanoTime() - clock.toNanos();
        cut();
    }

    /** Says so to services that connect from now on, and keeps to it. */
    public synchronized void beatEvery(Duration interval) {
        heartbeat = interval;
    }

    /** How many connections there have been. */
    public int opened() {
        return opened.get();
    }

    /** How many there are. */
    public int connected() {
        return connections.size();
    }

    void serve(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set(HttpHeaders.CONTENT_TYPE, MediaType.TEXT_EVENT_STREAM_VALUE);
        exchange.getResponseHeaders().set(HttpHeaders.CONNECTION, "close");
        exchange.sendResponseHeaders(200, 0);
        Connection connection = open(exchange.getRequestHeaders().getFirst("Last-Event-ID"));
        try (exchange) {
            connection.write(exchange.getResponseBody());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(connection);
        }
    }

    private synchronized Connection open(@Nullable String lastEventId) {
        Connection connection = new Connection(heartbeat);
        int from = lastEventId == null ? -1 : Integer.parseInt(lastEventId.substring(0, lastEventId.indexOf('-')));
        boolean resumed = from >= reachesBackTo && from <= log.size();
        for (int i = resumed ? from : 0; i < log.size(); i++) {
            connection.send((resumed ? "id: " + (i + 1) + "-0\n" : "") + event(log.get(i)));
        }
        Map<String, Object> ready = new LinkedHashMap<>();
        // Rounded up, and down in heartbeats, as the identity server does.
        ready.put("as_of", asOf() + 1);
        ready.put("since", 0);
        ready.put("heartbeat", heartbeat.toMillis());
        ready.put("resumed", resumed);
        connection.send("id: " + position() + "\n" + event("ready", ready));
        opened.incrementAndGet();
        connections.add(connection);
        return connection;
    }

    private String position() {
        return log.size() + "-0";
    }

    private synchronized long asOf() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - clockStart);
    }

    private static String event(Revocation revocation) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("kind", revocation.ancestor().kind().word());
        members.put("id", revocation.ancestor().id());
        members.put("issued_by", revocation.issuedBy().getEpochSecond());
        return event("revocation", members);
    }

    private static String event(String name, Map<String, Object> data) {
        return "event: " + name + "\ndata: " + JSONObjectUtils.toJSONString(data) + "\n\n";
    }

    private final class Connection {

        private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        private final Duration interval;
        private volatile boolean held;

        private Connection(Duration interval) {
            this.interval = interval;
        }

        private void send(String text) {
            queue.add(text);
        }

        private void write(OutputStream body) throws IOException, InterruptedException {
            StringBuilder kept = new StringBuilder();
            long nextBeat = System.nanoTime() + interval.toNanos();
            while (true) {
                String next = queue.poll(nextBeat - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (END.equals(next)) {
                    return;
                }
                kept.append(next == null ? "" : next);
                if (System.nanoTime() - nextBeat >= 0) {
                    nextBeat = System.nanoTime() + interval.toNanos();
                    queue.add(beating ? event("heartbeat", Map.of("as_of", asOf())) : ": here\n\n");
                }
                if (!held && kept.length() > 0 && (queue.isEmpty() || kept.length() > LONGEST_WRITE)) {
                    body.write(kept.toString().getBytes(StandardCharsets.UTF_8));
                    body.flush();
                    kept.setLength(0);
                }
            }
        }
    }
}
