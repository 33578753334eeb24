package com.hubify.identity.limits;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the error for a request that exceeded a limit, in the form this service uses for errors. */
@FunctionalInterface
public interface LimitAnswers {

    /** For a service that defines no form for errors: a status without a body. */
    LimitAnswers STATUS_ALONE = (limit, path, accept, requestId) -> new Answer(Map.of(), new byte[0]);

    /**
     * The headers and body of an error; its status is that of the {@link ExceededLimit}.
     *
     * @param headers at least {@code Content-Type}, if there is a body
     */
    record Answer(Map<String, String> headers, byte[] body) {}

    /**
     * @param path decoded path of the request; not validated
     * @param accept value of the request's {@code Accept} header; not validated
     * @param requestId value of the response's {@code X-Request-Id} header; null if the request has no id yet
     */
    Answer to(ExceededLimit limit, String path, @Nullable String accept, @Nullable String requestId);
}
