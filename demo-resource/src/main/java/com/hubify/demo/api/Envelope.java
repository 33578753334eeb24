package com.hubify.demo.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds every successful answer.
 *
 * @param data the answer itself; a list for lists
 * @param meta about the answer
 */
record Envelope(Object data, Meta meta) {

    /**
     * @param requestId the same as the header {@code X-Request-Id}
     * @param timestamp when the answer was written, in whole seconds
     * @param nextCursor what to send as {@code cursor} for the next page; null on the last page and where there are no pages
     * @param hasMore whether there is a next page; null where there are no pages
     */
    record Meta(
            String requestId,
            Instant timestamp,
            @Nullable String nextCursor,
            @Nullable Boolean hasMore) {}
}
