package com.hubify.identity.server.error;

import java.time.Duration;

/** A sender has done more than it may for now. The response is 429, with {@code Retry-After} (RFC 6585, section 4). */
public final class TooManyRequests extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /** @param sentence for the sender */
    public TooManyRequests(String sentence, Duration retryAfter) {
        super(sentence, null, false, false);
        this.retryAfter = retryAfter;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** In whole seconds, at least one: with zero the sender would come back at once. */
    public String retryAfterSeconds() {
        return Long.toString(Math.max(1, retryAfter.plusMillis(999).toSeconds()));
    }
}
