package com.hubify.identity.server.audit.trail;

import java.time.Instant;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in all streams together, by the time at which Redis stored it. */
record Place(long millis, long number, AuditStream stream) implements Comparable<Place> {

    private static final Pattern CURSOR = Pattern.compile("([0-9]{1,20})-([0-9]{1,20})\\.([a-z]+)");
    private static final Comparator<Place> ORDER = Comparator.comparing(Place::millis, Long::compareUnsigned)
            .thenComparing(Place::number, Long::compareUnsigned)
            .thenComparing(Place::stream);

    /** @param id as Redis gives it */
    static Place of(String id, AuditStream stream) {
        int dash = id.indexOf('-');
        return new Place(
                Long.parseUnsignedLong(id.substring(0, dash)), Long.parseUnsignedLong(id.substring(dash + 1)), stream);
    }

    /** @throws IllegalArgumentException if it is not what {@link #cursor} makes */
    static Place ofCursor(String cursor) {
        Matcher parts = CURSOR.matcher(cursor);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a cursor");
        }
        AuditStream stream =
                AuditStream.of(parts.group(3)).orElseThrow(() -> new IllegalArgumentException("not a cursor"));
        return new Place(Long.parseUnsignedLong(parts.group(1)), Long.parseUnsignedLong(parts.group(2)), stream);
    }

    String cursor() {
        return id() + "." + stream.word();
    }

    String id() {
        return Long.toUnsignedString(millis) + "-" + Long.toUnsignedString(number);
    }

    Instant time() {
        return Instant.ofEpochMilli(millis);
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
