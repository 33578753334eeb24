package com.hubify.identity.server.apikey.endpoint;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.apikey.ApiKeys;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of the request to rotate a key.
 *
 * @param overlap ISO 8601 duration for which the old key stays valid; a day if omitted
 * @param expiresAt when the new key expires, an RFC 3339 date and time; if omitted, it gets the lifetime that the old
 *     key had
 * @param scopes scopes of the new key, which the old one covers; if omitted, those of the old one
 */
record RotateApiKey(
        @Nullable String overlap,
        @Nullable String expiresAt,
        @Nullable List<@Nullable String> scopes) {

    private static final Duration USUAL_OVERLAP = Duration.ofDays(1);

    /** @throws ApiRefusal if it is not a duration, negative or too long */
    Duration parseOverlap() {
        try {
            Duration parsed = overlap == null ? USUAL_OVERLAP : Duration.parse(overlap);
            if (!parsed.isNegative() && parsed.compareTo(ApiKeys.LONGEST_OVERLAP) <= 0) {
                return parsed;
            }
        } catch (DateTimeException e) {
            // Refused below, like a duration that is too long.
        }
        throw new ApiRefusal(ApiError.badRequest(
                "overlap must be a duration such as PT24H, from PT0S to P" + ApiKeys.LONGEST_OVERLAP.toDays() + "D."));
    }

    /**
     * The scopes of the new key.
     *
     * @param had those of the old one
     * @throws ApiRefusal if one does not exist
     */
    Scopes parseScopes(Scopes had, ExistingScopes existing) {
        return scopes == null ? had : CreateApiKey.parseScopes(scopes, existing);
    }

    /** @throws ApiRefusal if it is given and not a date and time */
    @Nullable
    Instant parseExpiresAt() {
        return CreateApiKey.parseTime(expiresAt);
    }
}
