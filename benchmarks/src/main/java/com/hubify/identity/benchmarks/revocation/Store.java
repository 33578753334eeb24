package com.hubify.identity.benchmarks.revocation;

import com.hubify.identity.benchmarks.revocation.Tally.Event;
import java.util.Map;
import java.util.Random;

/** The Redis that the identity server keeps everything in, and how it fails. All of it writes before it answers. */
interface Store extends AutoCloseable {

    /** A store by its name on the command line. */
    static Store start(String name) {
        return switch (name) {
            case "redis" -> SingleRedis.start();
            case "sentinel" -> FailoverStore.withSentinels();
            case "cluster" -> FailoverStore.cluster();
            default -> throw new IllegalArgumentException("--store must be redis, sentinel or cluster, not " + name);
        };
    }

    /** What it is, for the report. */
    String words();

    /** Where the server finds it. */
    Map<String, String> settings();

    /** What {@link #fail} is counted as. */
    Event failure();

    /** Breaks it, and returns as soon as it takes writes again. */
    void fail(Random random) throws InterruptedException;

    /** Repairs what is still broken, without a fault for others. */
    void mend() throws InterruptedException;

    @Override
    void close();
}
