package com.hubify.identity.server.api;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Page size of a list.
 *
 * @param value 1 to 100
 */
public record PageLimit(int value) {

    private static final int DEFAULT = 20;
    private static final int MAX = 100;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

    /** @throws ApiRefusal if it is out of bounds */
    public PageLimit {
        if (value < 1 || value > MAX) {
            throw new ApiRefusal(ApiError.badRequest("limit must be a number from 1 to " + MAX + "."));
        }
    }

    /** Reads the query parameter {@code limit}, which may be missing. */
    public static PageLimit parse(@Nullable String text) {
        if (text == null) {
            return new PageLimit(DEFAULT);
        }
        return new PageLimit(NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0);
    }
}
