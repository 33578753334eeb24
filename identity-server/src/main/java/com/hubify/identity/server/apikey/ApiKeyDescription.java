package com.hubify.identity.server.apikey;

import java.util.Optional;

/**
 * What a key is for, in its owner's words.
 *
 * @param value 1 to 500 printable characters, at least one of them visible
 */
public record ApiKeyDescription(String value) {

    private static final int MAX_LENGTH = 500;

    /** Parses a new description; empty if it is invalid. */
    public static Optional<ApiKeyDescription> parse(String text) {
        return ApiKeyName.isPrintable(text, MAX_LENGTH) ? Optional.of(new ApiKeyDescription(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
