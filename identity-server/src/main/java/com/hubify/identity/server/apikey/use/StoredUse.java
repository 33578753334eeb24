package com.hubify.identity.server.apikey.use;

import com.hubify.identity.protocol.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields that {@link RedisApiKeyUseRecords} stores of a key. Other versions write them, so names must be kept; what
 * can't be read is left out.
 */
final class StoredUse {

    static final String SINCE = "since";
    static final String LAST = "last";
    static final String ADDRESS = "address";
    static final String SERVICE = "service";

    /** A day since 1970; for the uses of a scope, a space and the scope follow. */
    private static final Pattern DAY = Pattern.compile("([0-9]{1,6})(?: (\\S+))?");

    private StoredUse() {}

    /** @param oldest the first day that counts */
    static RecordedUse read(Map<String, String> fields, LocalDate oldest) {
        SortedMap<LocalDate, Long> counts = new TreeMap<>();
        SortedMap<LocalDate, SortedMap<String, Long>> scopes = new TreeMap<>();
        fields.forEach((name, value) -> {
            Matcher field = DAY.matcher(name);
            if (field.matches()) {
                LocalDate day = LocalDate.ofEpochDay(Long.parseLong(field.group(1)));
                String scope = field.group(2);
                if (scope == null) {
                    counts.put(day, number(value));
                } else if (Scope.parse(scope).isPresent()) {
                    scopes.computeIfAbsent(day, any -> new TreeMap<>()).put(scope, number(value));
                }
            }
        });
        List<RecordedUse.Day> days = new ArrayList<>();
        counts.tailMap(oldest)
                .forEach((day, count) ->
                        days.add(new RecordedUse.Day(day, count, scopes.getOrDefault(day, new TreeMap<>()))));
        return new RecordedUse(
                time(fields.get(SINCE)),
                time(fields.get(LAST)),
                text(fields.get(ADDRESS)),
                text(fields.get(SERVICE)),
                days);
    }

    private static long number(@Nullable String stored) {
        return stored != null && stored.matches("[0-9]{1,18}") ? Long.parseLong(stored) : 0;
    }

    private static @Nullable Instant time(@Nullable String stored) {
        return stored == null ? null : Instant.ofEpochSecond(number(stored));
    }

    private static @Nullable String text(@Nullable String stored) {
        return stored == null || stored.isEmpty() ? null : stored;
    }
}
