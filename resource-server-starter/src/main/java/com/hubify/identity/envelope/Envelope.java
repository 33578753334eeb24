package com.hubify.identity.envelope;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of a successful answer of Hubify's APIs: {@code data} holds the result, {@code meta} the request id and
 * the server's time to the second.
 */
public final class Envelope {

    private Envelope() {}

    /**
     * One resource.
     *
     * @param requestId of {@link RequestIds}
     */
    public static Map<String, @Nullable Object> of(Object data, @Nullable String requestId, Instant now) {
        return envelope(data, meta(requestId, now));
    }

    /**
     * One page of a list.
     *
     * @param nextCursor what the next request sends as {@code cursor}; null on the last page
     * @param requestId of {@link RequestIds}
     */
    public static Map<String, @Nullable Object> page(
            List<?> data, @Nullable String nextCursor, @Nullable String requestId, Instant now) {
        Map<String, @Nullable Object> meta = meta(requestId, now);
        meta.put("next_cursor", nextCursor);
        meta.put("has_more", nextCursor != null);
        return envelope(data, meta);
    }

    private static Map<String, @Nullable Object> meta(@Nullable String requestId, Instant now) {
        Map<String, @Nullable Object> meta = new LinkedHashMap<>();
        meta.put("request_id", requestId);
        meta.put("timestamp", now.truncatedTo(ChronoUnit.SECONDS).toString());
        return meta;
    }

    private static Map<String, @Nullable Object> envelope(Object data, Map<String, @Nullable Object> meta) {
        Map<String, @Nullable Object> envelope = new LinkedHashMap<>();
        envelope.put("data", data);
        envelope.put("meta", meta);
        return envelope;
    }
}
