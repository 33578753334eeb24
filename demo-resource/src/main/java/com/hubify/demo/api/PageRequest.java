package com.hubify.demo.api;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for: {@code ?limit=20&cursor=lab_…}.
 *
 * @param limit how many, 1 to 100
 * @param cursor id after which to go on, or null for the beginning. It need not name anything that still exists
 */
public record PageRequest(int limit, @Nullable String cursor) {

    /** How many items come without {@code limit}. */
    public static final int DEFAULT_LIMIT = 20;

    /** The most one request may ask for. */
    public static final int MAX_LIMIT = 100;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");
    private static final Pattern CURSOR = Pattern.compile("[a-z]{1,8}_[0-9a-z]{1,32}");

    /** @throws Refusal if one of them is out of bounds */
    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Refusal.invalid("limit must be a number from 1 to " + MAX_LIMIT + ".");
        }
        if (cursor != null && !CURSOR.matcher(cursor).matches()) {
            throw Refusal.invalid("cursor must be the next_cursor of an earlier answer.");
        }
    }

    /** Reads the two query parameters, either of which may be missing. */
    static PageRequest parse(@Nullable String limit, @Nullable String cursor) {
        return new PageRequest(limit == null ? DEFAULT_LIMIT : number(limit), cursor);
    }

    boolean isBefore(String id) {
        return cursor == null || cursor.compareTo(id) < 0;
    }

    private static int number(String text) {
        return NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
    }
}
