package com.hubify.identity.limits;

import com.hubify.identity.settings.Settings;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Limits of every request, whatever its method, path and content type.
 *
 * @param maxSize Largest body of a request. No limit when -1
 * @param maxTime Longest time in which a request must have arrived, from its first byte to its last. No limit when 0
 * @param paths Paths with limits of their own, such as those of uploads. The first that matches counts
 */
@ConfigurationProperties("hubify.request")
public record RequestLimitProperties(
        @DefaultValue("2MB") DataSize maxSize,
        @DefaultValue("30s") Duration maxTime,
        @DefaultValue List<Path> paths) {

    private static final Duration LONGEST = Duration.ofDays(1);

    private static final DataSize LEAST = DataSize.ofKilobytes(1);
    private static final DataSize UNLIMITED = DataSize.ofBytes(-1);

    public RequestLimitProperties {
        Settings.requireBetween(Duration.ZERO, maxTime, LONGEST, "hubify.request.max-time");
        requireSize(maxSize, "hubify.request.max-size");
        paths = List.copyOf(paths);
        for (int i = 0; i < paths.size(); i++) {
            paths.get(i).check("hubify.request.paths[" + i + "].");
        }
    }

    // A mistyped size would otherwise mean no limit, or one so small that every form is refused.
    private static void requireSize(@Nullable DataSize size, String property) {
        Settings.require(
                size == null || size.equals(UNLIMITED) || size.compareTo(LEAST) >= 0,
                property,
                "must be a size of at least 1KB, such as 2MB, or -1 for no limit");
    }

    /**
     * Limits of the requests to some paths.
     *
     * @param path Path pattern such as /v1/uploads/**, with the context path
     * @param maxSize Largest body of a request. As everywhere when not set, no limit when -1
     * @param maxTime Longest time in which a request must have arrived. As everywhere when not set, no limit when 0
     */
    record Path(
            @DefaultValue("") String path,
            @Nullable DataSize maxSize,
            @Nullable Duration maxTime) {

        void check(String place) {
            requireSize(maxSize, place + "max-size");
            if (maxTime != null) {
                Settings.requireBetween(Duration.ZERO, maxTime, LONGEST, place + "max-time");
            }
            String property = place + "path";
            try {
                PathPatternParser.defaultInstance.parse(path);
            } catch (PatternParseException e) {
                throw Settings.invalid(property, "is not a path pattern");
            }
            Settings.require(path.startsWith("/"), property, "must begin with a slash, as /v1/uploads/** does");
            Settings.require(
                    maxSize != null || maxTime != null,
                    place + "max-size",
                    "is not set, and neither is max-time: this entry changes no limit");
        }
    }
}
