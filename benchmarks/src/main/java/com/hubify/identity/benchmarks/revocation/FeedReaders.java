package com.hubify.identity.benchmarks.revocation;

import com.hubify.identity.benchmarks.Report;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/** Many connections to the feed that only note when an event comes in: a crowd of services without the services. */
final class FeedReaders implements AutoCloseable {

    /** How many snapshots the server makes for us at once. */
    private static final int AT_ONCE = 25;

    private final int count;
    private final AtomicInteger ready = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicLongArray seen;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();
    private volatile String wanted = "";

    private FeedReaders(int count) {
        this.count = count;
        this.seen = new AtomicLongArray(count);
    }

    /** Connects so many and waits until each has read what was revoked before. */
    static FeedReaders connect(Issuer issuer, int count) {
        FeedReaders readers = new FeedReaders(count);
        HttpRequest request = HttpRequest.newBuilder(issuer.feedAddress())
                .header("Authorization", "Bearer " + issuer.feedToken())
                .header("Accept", "text/event-stream")
                .build();
        for (int i = 0; i < count; i++) {
            readers.open(request, i);
            int expected = i + 1 - AT_ONCE;
            Fleet.await("reader " + i, () -> readers.ready.get() >= expected);
        }
        Fleet.await("all readers", () -> readers.ready.get() == count);
        Report.progress(count + " readers are connected");
        return readers;
    }

    /** Watches for an event that names this id. */
    void watch(String id) {
        for (int i = 0; i < count; i++) {
            seen.set(i, 0);
        }
        wanted = '"' + id + '"';
    }

    /** When each reader has seen it. */
    long[] awaitAll() {
        for (int i = 0; i < count; i++) {
            int reader = i;
            Fleet.await("the event at reader " + reader + " (" + ended + " have ended)", () -> seen.get(reader) != 0);
        }
        long[] moments = new long[count];
        Arrays.setAll(moments, seen::get);
        return moments;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void open(HttpRequest request, int reader) {
        http.sendAsync(request, response -> {
                    if (response.statusCode() != 200) {
                        throw new IllegalStateException("The feed answered " + response.statusCode());
                    }
                    return HttpResponse.BodySubscribers.fromLineSubscriber(new Lines(reader));
                })
                .whenComplete((done, failure) -> {
                    ended.incrementAndGet();
                    if (failure != null && !threads.isShutdown()) {
                        Report.progress("Reader " + reader + " has ended: " + failure);
                    }
                });
    }

    /** What a reader makes of the lines. */
    private final class Lines implements Flow.Subscriber<String> {

        private final int reader;

        private Lines(int reader) {
            this.reader = reader;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (line.startsWith("event:") && line.endsWith("ready")) {
                ready.incrementAndGet();
            } else if (line.startsWith("data:") && line.contains(wanted)) {
                seen.compareAndSet(reader, 0, System.nanoTime());
            }
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }
}
