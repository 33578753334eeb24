package com.hubify.clerk.webhook;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request to an endpoint.
 *
 * @param at the {@code svix-timestamp} it was signed with
 * @param status the answer's status; null without an answer
 * @param problem why there was no answer; null with one
 * @param aborted whether the answer asked for no further attempt ({@code webhook-delivery: abort-message})
 */
record Attempt(
        Instant at,
        URI url,
        @Nullable Integer status,
        @Nullable String problem,
        boolean aborted,
        long tookMs) {

    /** Any 2xx within 15 seconds; a redirect is a failure. */
    boolean succeeded() {
        return status != null && status / 100 == 2;
    }
}
