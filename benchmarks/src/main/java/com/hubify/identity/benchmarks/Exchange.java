package com.hubify.identity.benchmarks;

/** What one connection sends again and again. */
@FunctionalInterface
public interface Exchange {

    /** The next request, with head and body. */
    byte[] request();

    /**
     * Takes the body of an answer with status 200.
     *
     * @throws IllegalStateException if it isn't the answer whose cost is meant
     */
    default void answered(String body) {}
}
