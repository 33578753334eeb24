package com.hubify.identity.server.client.endpoint;

import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Body of the request for a new secret.
 *
 * @param overlap ISO 8601 duration for which the secret of before stays good, such as {@code PT1H}, which it is if left out
 */
record RotateSecret(@Nullable String overlap) {

    private static final Duration USUAL = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    /** @throws ApiRefusal if it isn't between PT0S and P30D */
    Duration parse() {
        if (overlap == null) {
            return USUAL;
        }
        try {
            Duration parsed = Duration.parse(overlap);
            if (!parsed.isNegative() && parsed.compareTo(LONGEST) <= 0) {
                return parsed;
            }
        } catch (DateTimeParseException e) {
            throw refusal();
        }
        throw refusal();
    }

    private static ApiRefusal refusal() {
        return new ApiRefusal(ApiError.badRequest("overlap must be a duration from PT0S to P30D, such as PT1H."));
    }
}
