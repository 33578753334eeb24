package com.hubify.identity.server.api;

import com.hubify.identity.envelope.RequestIds;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hubify's envelope around what the API answers: {@code data} and {@code meta}. */
@Component
public class Envelopes {

    private final Clock clock;

    Envelopes(Clock clock) {
        this.clock = clock;
    }

    /**
     * One resource.
     *
     * @param response knows the request's id
     */
    public Map<String, @Nullable Object> of(HttpServletResponse response, Object data) {
        return envelope(data, meta(response));
    }

    /**
     * One page of a list.
     *
     * @param response knows the request's id
     * @param nextCursor what the next request sends as {@code cursor}; null on the last page
     */
    public Map<String, @Nullable Object> page(HttpServletResponse response, List<?> data, @Nullable String nextCursor) {
        Map<String, @Nullable Object> meta = meta(response);
        meta.put("next_cursor", nextCursor);
        meta.put("has_more", nextCursor != null);
        return envelope(data, meta);
    }

    private Map<String, @Nullable Object> meta(HttpServletResponse response) {
        Map<String, @Nullable Object> meta = new LinkedHashMap<>();
        meta.put("request_id", response.getHeader(RequestIds.HEADER));
        meta.put("timestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        return meta;
    }

    private static Map<String, @Nullable Object> envelope(Object data, Map<String, @Nullable Object> meta) {
        Map<String, @Nullable Object> envelope = new LinkedHashMap<>();
        envelope.put("data", data);
        envelope.put("meta", meta);
        return envelope;
    }
}
