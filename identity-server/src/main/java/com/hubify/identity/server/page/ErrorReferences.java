package com.hubify.identity.server.page;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * References of error pages, which a person can quote and an operator find. Eight characters, without those that look alike.
 */
public class ErrorReferences {

    private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int LENGTH = 8;
    private static final Pattern REFERENCE = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");

    private final SecureRandom random;

    ErrorReferences(SecureRandom random) {
        this.random = random;
    }

    /** A new reference. The caller records it before showing it. */
    public String next() {
        return random.ints(LENGTH, 0, ALPHABET.length())
                .mapToObj(i -> String.valueOf(ALPHABET.charAt(i)))
                .collect(Collectors.joining());
    }

    /** Parses a reference from a URL; empty for any other text, which must not reach a page. */
    public static Optional<String> parse(@Nullable String text) {
        return Optional.ofNullable(text).filter(it -> REFERENCE.matcher(it).matches());
    }
}
