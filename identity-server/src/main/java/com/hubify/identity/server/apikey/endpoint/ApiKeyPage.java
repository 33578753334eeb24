package com.hubify.identity.server.apikey.endpoint;

import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.api.PageLimit;
import com.hubify.identity.server.apikey.ApiKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A page of an owner's keys, newest first. The cursor holds the creation time and id of the last key shown, so that it
 * still works when that key has been revoked.
 *
 * @param nextCursor where the next page begins; null on the last one
 */
record ApiKeyPage(List<ApiKey> keys, @Nullable String nextCursor) {

    private static final Pattern CURSOR = Pattern.compile("([0-9]{1,12})-([0-9A-Za-z]{8})");

    /** @throws ApiRefusal if the cursor was not made by this server */
    static ApiKeyPage of(List<ApiKey> newestFirst, PageLimit limit, @Nullable String cursor) {
        List<ApiKey> rest = cursor == null
                ? newestFirst
                : newestFirst.stream().filter(after(cursor)::isBefore).toList();
        List<ApiKey> shown = rest.stream().limit(limit.value()).toList();
        return new ApiKeyPage(
                shown,
                shown.size() < rest.size()
                        ? Place.of(shown.get(shown.size() - 1)).cursor()
                        : null);
    }

    private static Place after(String cursor) {
        var matcher = CURSOR.matcher(cursor);
        if (!matcher.matches()) {
            throw new ApiRefusal(ApiError.badRequest("cursor must be the next_cursor of an earlier response."));
        }
        return new Place(Instant.ofEpochSecond(Long.parseLong(matcher.group(1))), matcher.group(2));
    }

    private record Place(Instant createdAt, String id) {

        private static final Comparator<Place> NEWEST_FIRST =
                Comparator.comparing(Place::createdAt).reversed().thenComparing(Place::id);

        static Place of(ApiKey key) {
            return new Place(key.createdAt(), key.id().value());
        }

        boolean isBefore(ApiKey key) {
            return NEWEST_FIRST.compare(this, of(key)) < 0;
        }

        String cursor() {
            return createdAt.getEpochSecond() + "-" + id;
        }
    }
}
