package com.hubify.identity.server.apikey.endpoint;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.api.PageLimit;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyId;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.apikey.ApiKeys.Place;
import java.time.Instant;
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
    static ApiKeyPage of(ApiKeys keys, AccountId owner, PageLimit limit, @Nullable String cursor) {
        ApiKeys.Page page = keys.page(owner, cursor == null ? null : place(cursor), 0, limit.value());
        Place last = page.last();
        return new ApiKeyPage(
                page.keys(), last == null ? null : last.createdAt().getEpochSecond() + "-" + last.id());
    }

    private static Place place(String cursor) {
        var matcher = CURSOR.matcher(cursor);
        if (!matcher.matches()) {
            throw new ApiRefusal(ApiError.badRequest("cursor must be the next_cursor of an earlier response."));
        }
        return new Place(Instant.ofEpochSecond(Long.parseLong(matcher.group(1))), new ApiKeyId(matcher.group(2)));
    }
}
