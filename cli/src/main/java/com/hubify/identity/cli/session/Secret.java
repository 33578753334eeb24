package com.hubify.identity.cli.session;

import java.util.Optional;
import java.util.regex.Pattern;

/** A token on this machine. It never shows itself: reading it takes a call that can be searched for. */
public final class Secret {

    /** Longest token accepted, in characters; servers refuse longer headers anyway. */
    private static final int MAX_LENGTH = 16_384;

    // What may stand in a header and on a screen: a token with a line break in it would add headers of its own.
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Takes a token; empty if it holds anything but visible ASCII. */
    public static Optional<Secret> of(String value) {
        return value.length() <= MAX_LENGTH && VISIBLE.matcher(value).matches()
                ? Optional.of(new Secret(value))
                : Optional.empty();
    }

    /** The token itself, for sending it or for {@code hubify auth token}. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "(hidden)";
    }
}
