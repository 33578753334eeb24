package com.hubify.identity.benchmarks.revocation;

import com.hubify.identity.benchmarks.Report;
import com.hubify.identity.benchmarks.Sample;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** What happened during the soak, counted from several threads. */
final class Tally {

    /** Things that are counted, in the words of the report. */
    enum Event {
        ACCEPTED("uses accepted"),
        REFUSED("uses refused"),
        UNAVAILABLE("uses answered with 503"),
        UNAVAILABLE_UNDISTURBED("… while the service was connected"),
        REVOKED("revocations acknowledged"),
        REVOKING_FAILED("revocations that had to be sent again"),
        MINTED("credentials issued"),
        LINE_CUT("lines cut, held up or broken once"),
        SERVER_KILLED("kills of a node of the identity server"),
        SERVER_HUNG("hangs of a node of the identity server"),
        REDIS_KILLED("kills of Redis"),
        REDIS_FAILED_OVER("fail-overs of Redis");

        private final String words;

        Event(String words) {
            this.words = words;
        }
    }

    private static final int MOST_TOLD = 20;

    private final Map<Event, LongAdder> counts = new EnumMap<>(Event.class);
    private final Queue<String> revokedAccepted = new ConcurrentLinkedQueue<>();
    private final Queue<String> goodRefused = new ConcurrentLinkedQueue<>();
    private final Queue<Double> lastAcceptedAfter = new ConcurrentLinkedQueue<>();
    private final Map<Event, Queue<Double>> heardAgainAfter = new ConcurrentHashMap<>();

    Tally() {
        for (Event event : Event.values()) {
            counts.put(event, new LongAdder());
        }
    }

    void count(Event event) {
        Objects.requireNonNull(counts.get(event)).increment();
    }

    void revokedWasAccepted(String circumstances) {
        revokedAccepted.add(circumstances);
    }

    void goodWasRefused(String circumstances) {
        goodRefused.add(circumstances);
    }

    /** A revoked credential was accepted, but not later than promised. */
    void acceptedAfterRevocation(double millis) {
        lastAcceptedAfter.add(millis);
    }

    /** After that event it took so long until all services heard of revocations again. */
    void heardAgain(Event event, double millis) {
        heardAgainAfter
                .computeIfAbsent(event, any -> new ConcurrentLinkedQueue<>())
                .add(millis);
    }

    int revokedAccepted() {
        return revokedAccepted.size();
    }

    int goodRefused() {
        return goodRefused.size();
    }

    List<String> violations() {
        List<String> all = new ArrayList<>(revokedAccepted);
        all.addAll(goodRefused);
        return all.subList(0, Math.min(all.size(), MOST_TOLD));
    }

    List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        counts.forEach((event, count) -> rows.add(List.of(event.words, Long.toString(count.sum()))));
        rows.add(List.of(
                "uses accepted after the revocation, within the promise", Integer.toString(lastAcceptedAfter.size())));
        if (!lastAcceptedAfter.isEmpty()) {
            Sample late = Sample.of(
                    lastAcceptedAfter.stream().mapToDouble(Double::doubleValue).toArray());
            rows.add(List.of("… the latest of them, ms after the answer", Report.number(late.max(), 0)));
        }
        heardAgainAfter.forEach((event, all) -> {
            Sample times =
                    Sample.of(all.stream().mapToDouble(Double::doubleValue).toArray());
            rows.add(List.of(
                    "ms until all services heard again after " + event.words + ", median and largest",
                    Report.number(times.median(), 0) + ", " + Report.number(times.max(), 0)));
        });
        rows.add(List.of("**revoked accepted**", Integer.toString(revokedAccepted())));
        rows.add(List.of("**good refused**", Integer.toString(goodRefused())));
        return rows;
    }

    String summary() {
        return counts + ", revoked accepted " + revokedAccepted() + ", good refused " + goodRefused();
    }
}
