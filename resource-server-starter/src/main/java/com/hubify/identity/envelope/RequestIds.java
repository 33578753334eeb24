package com.hubify.identity.envelope;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Assigns request ids, by which a client and an operator can speak of the same request: {@code req_} and 16 hexadecimal
 * digits. The response header holds the id while the request is processed, so that every filter uses the same one. An
 * id sent by the client is ignored: otherwise a client could write text of its choice into logs and answers.
 */
public final class RequestIds {

    /** The response header that holds the request id. */
    public static final String HEADER = "X-Request-Id";

    private final RandomGenerator random;

    public RequestIds(RandomGenerator random) {
        this.random = random;
    }

    /**
     * The id of the request.
     *
     * @param given value of the response's {@link #HEADER}, if it is set already; if null or blank, a new id is made
     */
    public String keep(@Nullable String given) {
        return given == null || given.isBlank() ? "req_%016x".formatted(random.nextLong()) : given;
    }
}
