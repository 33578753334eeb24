package com.hubify.identity.envelope;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Names requests, so that a caller can ask an operator about one: {@code req_} and 16 hexadecimal digits. The answer's header
 * keeps the id for all who take part in answering. An id that the caller sent is not taken over: it would end in logs and
 * answers unread.
 */
public final class RequestIds {

    /** Header of the answer. */
    public static final String HEADER = "X-Request-Id";

    private final RandomGenerator random;

    public RequestIds(RandomGenerator random) {
        this.random = random;
    }

    /**
     * The request's id.
     *
     * @param given what the answer's {@link #HEADER} holds already; without it the request gets a new id
     */
    public String keep(@Nullable String given) {
        return given == null || given.isBlank() ? "req_%016x".formatted(random.nextLong()) : given;
    }
}
