package com.hubify.demo.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds every successful answer.
 *
 * @param data the answer itself; a list for lists
 * @param meta about the answer: {@link Meta}, or {@link PageMeta} for lists
 */
record Envelope(Object data, Object meta) {

    /**
     * About an answer.
     *
     * @param requestId the same as the header {@code X-Request-Id}
     * @param timestamp when the answer was written, in whole seconds
     */
    record Meta(String requestId, Instant timestamp) {}

    /**
     * About a page of a list.
     *
     * @param requestId the same as the header {@code X-Request-Id}
     * @param timestamp when the answer was written, in whole seconds
     * @param nextCursor what to send as {@code cursor} for the next page; null on the last
     * @param hasMore whether there is a next page
     */
    record PageMeta(
            String requestId, Instant timestamp, @Nullable String nextCursor, boolean hasMore) {}
}
