package com.hubify.identity.benchmarks.revocation;

import com.hubify.identity.resource.InProcessService;
import com.hubify.identity.resource.InProcessService.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Services that follow one identity server, in this process. */
final class Fleet implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_EVERY = Duration.ofNanos(100_000).toNanos();

    private final List<InProcessService> services;
    private final ExecutorService watcher = Executors.newSingleThreadExecutor();

    private Fleet(List<InProcessService> services) {
        this.services = services;
    }

    /** Starts so many services and waits until each has read the feed. */
    static Fleet following(IdentityPlatform platform, int count, Duration maxStaleness) {
        Fleet fleet = new Fleet(IntStream.range(0, count)
                .mapToObj(i -> InProcessService.start(settings(platform.issuer(), maxStaleness)))
                .toList());
        fleet.services.forEach(service ->
                await("the feed", () -> service.staleness().compareTo(Duration.ofSeconds(3)) < 0));
        return fleet;
    }

    static Map<String, String> settings(String issuer, Duration maxStaleness) {
        return Map.of(
                "hubify.resource.issuer-uri",
                issuer,
                "hubify.resource.client-id",
                "demo-resource",
                "hubify.resource.client-secret",
                "demo-resource-secret",
                "hubify.resource.max-staleness",
                maxStaleness.toMillis() + "ms");
    }

    /** Makes sure that every service accepts it, and remembers it. */
    void awaitAccepted(String credential) {
        services.forEach(service -> {
            if (service.verify(credential) != Answer.ACCEPTED) {
                throw new IllegalStateException("A good credential is " + service.verify(credential));
            }
        });
    }

    /** Uses the credential at every service until it refuses, and says when each did. */
    CompletableFuture<long[]> watch(String credential) {
        return CompletableFuture.supplyAsync(() -> refusals(credential), watcher);
    }

    private long[] refusals(String credential) {
        long[] refused = new long[services.size()];
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int left = refused.length;
        while (left > 0) {
            for (int i = 0; i < refused.length; i++) {
                if (refused[i] == 0 && services.get(i).verify(credential) == Answer.REFUSED) {
                    refused[i] = System.nanoTime();
                    left--;
                }
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(left + " services still accept what was revoked");
            }
            LockSupport.parkNanos(LOOK_EVERY);
        }
        return refused;
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("Timed out waiting for " + what);
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    @Override
    public void close() {
        watcher.shutdownNow();
        services.forEach(InProcessService::close);
    }
}
