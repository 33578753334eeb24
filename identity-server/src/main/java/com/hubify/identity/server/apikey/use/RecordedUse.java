package com.hubify.identity.server.apikey.use;

import com.hubify.identity.protocol.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The use of a key in the last 90 days, as services have reported it.
 *
 * @param since since when uses are recorded; null if none is
 * @param lastAt when the latest reported use was; null as above
 * @param address where that came from; null if unknown
 * @param service the client id of the service that was called; null as above
 * @param days those with uses, in UTC, the earliest first
 */
public record RecordedUse(
        @Nullable Instant since,
        @Nullable Instant lastAt,
        @Nullable String address,
        @Nullable String service,
        List<Day> days) {

    /** Of a key that was not reported. */
    static final RecordedUse NONE = new RecordedUse(null, null, null, null, List.of());

    /**
     * The uses of one day.
     *
     * @param count accepted requests
     * @param scopes how many of them needed each scope, by the scope's name
     */
    public record Day(LocalDate date, long count, SortedMap<String, Long> scopes) {

        public Day {
            scopes = Collections.unmodifiableSortedMap(new TreeMap<>(scopes));
        }
    }

    public RecordedUse {
        days = List.copyOf(days);
    }

    public long count() {
        return days.stream().mapToLong(Day::count).sum();
    }

    /** How many requests needed each scope, by the scope's name. */
    public SortedMap<String, Long> scopes() {
        SortedMap<String, Long> all = new TreeMap<>();
        days.forEach(day -> day.scopes().forEach((scope, count) -> all.merge(scope, count, Long::sum)));
        return all;
    }

    /** The scopes that were needed. */
    List<Scope> usedScopes() {
        return scopes().keySet().stream()
                .flatMap(name -> Scope.parse(name).stream())
                .toList();
    }
}
