package com.hubify.demo.api;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which part of a list is asked for, {@code ?limit=20&cursor=lab_…}. Spring fills it in wherever a handler takes it. */
public final class PageRequest {

    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");
    private static final Pattern CURSOR = Pattern.compile("[a-z]{1,8}_[0-9a-z]{1,32}");

    private final int limit;
    private final @Nullable String cursor;

    /**
     * @param limit how many, 1 to 100; 20 without it. One that is given twice comes joined by a comma, and is refused
     * @param cursor id after which to go on, or null for the beginning. It need not name anything that still exists
     * @throws Refusal if one of them is out of bounds
     */
    public PageRequest(@Nullable String limit, @Nullable String cursor) {
        this.limit = limit == null ? DEFAULT_LIMIT : NUMBER.matcher(limit).matches() ? Integer.parseInt(limit) : -1;
        this.cursor = cursor;
        if (this.limit < 1 || this.limit > MAX_LIMIT) {
            throw Refusal.invalid("limit must be one number from 1 to " + MAX_LIMIT + ".");
        }
        if (cursor != null && !CURSOR.matcher(cursor).matches()) {
            throw Refusal.invalid("cursor must be the next_cursor of an earlier response.");
        }
    }

    int limit() {
        return limit;
    }

    boolean isBefore(String id) {
        return cursor == null || cursor.compareTo(id) < 0;
    }
}
