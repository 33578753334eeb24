package com.hubify.identity.parts.program;

import org.jspecify.annotations.Nullable;

/** A part cannot be had on this machine, or did not start. The message says what to do about it. */
public final class PartUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PartUnavailable(String message) {
        super(message);
    }

    public PartUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public static PartUnavailable missing(String part, String remedy) {
        return new PartUnavailable("This test needs " + part + ", and none was found: " + remedy
                + ", or start Docker, or run ./test, which installs what is missing.");
    }
}
