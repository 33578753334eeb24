package com.hubify.identity.limits;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the refusal of a request past a limit into the form that clients of this service expect. */
@FunctionalInterface
public interface LimitAnswers {

    /** Of a service that has no form of its own for errors. */
    LimitAnswers STATUS_ALONE = (limit, path, accept, requestId) -> new Answer(Map.of(), new byte[0]);

    /**
     * An answer without its status.
     *
     * @param headers at least {@code Content-Type}, if there is a body
     */
    record Answer(Map<String, String> headers, byte[] body) {}

    /**
     * @param path of the request, decoded; from a stranger
     * @param accept the request's header of that name; from a stranger
     * @param requestId what the answer's {@code X-Request-Id} holds already; null where the request has no id yet
     */
    Answer to(ExceededLimit limit, String path, @Nullable String accept, @Nullable String requestId);
}
