package com.hubify.identity.server.api;

import com.hubify.identity.envelope.Envelope;
import com.hubify.identity.envelope.RequestIds;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts what the API answers into the envelope. */
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
        return Envelope.of(data, response.getHeader(RequestIds.HEADER), clock.instant());
    }

    /**
     * One page of a list.
     *
     * @param response knows the request's id
     * @param nextCursor what the next request sends as {@code cursor}; null on the last page
     */
    public Map<String, @Nullable Object> page(HttpServletResponse response, List<?> data, @Nullable String nextCursor) {
        return Envelope.page(data, nextCursor, response.getHeader(RequestIds.HEADER), clock.instant());
    }
}
