package com.hubify.identity.benchmarks.revocation;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** When one revocation was sent, answered, and seen, in nanoseconds of this process. */
record Timing(long sent, long answered, long[] refused, long[] read) {

    private static final double NANOS_PER_MILLI = 1_000_000;

    /** Revokes, and watches all services and readers meanwhile. */
    static Timing of(Issuer issuer, Fleet fleet, @Nullable FeedReaders crowd, Credential credential) {
        CompletableFuture<long[]> refusals = fleet.watch(credential.value());
        if (crowd != null) {
            crowd.watch(credential.id());
        }
        long sent = System.nanoTime();
        issuer.revoke(credential);
        long answered = System.nanoTime();
        return new Timing(sent, answered, refusals.join(), crowd == null ? new long[0] : crowd.awaitAll());
    }

    /** In milliseconds; 0 for services that refused before the response arrived. */
    DoubleStream fromAnswer() {
        return since(answered, refused);
    }

    DoubleStream fromSending() {
        return since(sent, refused);
    }

    DoubleStream atReaders() {
        return since(answered, read);
    }

    double answering() {
        return (answered - sent) / NANOS_PER_MILLI;
    }

    private static DoubleStream since(long start, long[] moments) {
        return Arrays.stream(moments).mapToDouble(moment -> Math.max(0, moment - start) / NANOS_PER_MILLI);
    }
}
