package com.hubify.identity.limits;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.server.PathContainer;
import org.springframework.util.unit.DataSize;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The limits that apply to a request, by its path. */
public final class RequestLimits {

    /**
     * @param bytes largest body, in bytes
     * @param time longest time from the first byte of a request to the last byte of its body
     */
    public record Limit(long bytes, Duration time) {

        public static final Duration UNLIMITED = Duration.ofDays(365);

        static Limit of(DataSize size, Duration time) {
            return new Limit(
                    size.isNegative() ? Long.MAX_VALUE : size.toBytes(),
                    time.isNegative() || time.isZero() ? UNLIMITED : time);
        }

        public boolean isTimed() {
            return time.compareTo(UNLIMITED) < 0;
        }
    }

    private record Place(PathPattern pattern, Limit limit) {}

    /**
     * Keeps Spring from decoding the path a second time. Otherwise an encoded path could be given another path's
     * limits, and {@code %25zz} would throw.
     */
    private static final PathContainer.Options DECODED = PathContainer.Options.create('/', false);

    private final Limit everywhere;
    private final List<Place> places;
    private final Ticker ticker;

    public RequestLimits(RequestLimitProperties properties, Ticker ticker) {
        this.ticker = ticker;
        everywhere = Limit.of(properties.maxSize(), properties.maxTime());
        places = properties.paths().stream()
                .map(path -> new Place(
                        PathPatternParser.defaultInstance.parse(path.path()),
                        Limit.of(
                                path.maxSize() == null ? properties.maxSize() : path.maxSize(),
                                path.maxTime() == null ? properties.maxTime() : path.maxTime())))
                .toList();
    }

    /** The clock for deadlines. */
    public Ticker ticker() {
        return ticker;
    }

    public Limit everywhere() {
        return everywhere;
    }

    /** Whether any path has a limit. */
    public boolean areAny() {
        return Stream.concat(Stream.of(everywhere), places.stream().map(Place::limit))
                .anyMatch(limit -> limit.isTimed() || limit.bytes() < Long.MAX_VALUE);
    }

    /** The limit with the longest time among all paths. */
    public Limit longest() {
        return places.stream()
                .map(Place::limit)
                .max(Comparator.comparing(Limit::time))
                .filter(limit -> limit.time().compareTo(everywhere.time()) > 0)
                .orElse(everywhere);
    }

    /** @param path decoded path, including the context path */
    public Limit of(String path) {
        if (places.isEmpty()) {
            return everywhere;
        }
        PathContainer parsed = PathContainer.parsePath(path, DECODED);
        return places.stream()
                .filter(place -> place.pattern().matches(parsed))
                .findFirst()
                .map(Place::limit)
                .orElse(everywhere);
    }
}
