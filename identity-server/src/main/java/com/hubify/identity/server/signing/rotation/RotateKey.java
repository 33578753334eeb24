package com.hubify.identity.server.signing.rotation;

import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.api.JsonBody;
import com.hubify.identity.server.signing.SigningKeys;
import com.hubify.identity.server.signing.ring.RotationPolicy;
import com.nimbusds.jose.JWSAlgorithm;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Body of an operator's request for a new key; may be empty.
 *
 * @param announce ISO 8601 duration for which to publish the key before it signs; as configured if omitted
 * @param alg algorithm of the key; ES256 if omitted
 */
record RotateKey(@Nullable String announce, @Nullable String alg) {

    /** @throws ApiRefusal if the body is not empty and malformed */
    static RotateKey read(InputStream body) throws IOException {
        PushbackInputStream ahead = new PushbackInputStream(body);
        int first = ahead.read();
        if (first < 0) {
            return new RotateKey(null, null);
        }
        ahead.unread(first);
        return JsonBody.read(ahead, RotateKey.class);
    }

    /** @throws ApiRefusal if it is not a duration from zero to the period */
    Duration parseAnnounce(RotationPolicy policy) {
        if (announce == null) {
            return policy.announce();
        }
        try {
            Duration asked = Duration.parse(announce);
            if (!asked.isNegative() && asked.compareTo(policy.period()) <= 0) {
                return asked;
            }
        } catch (DateTimeException e) {
            // Refused below.
        }
        throw refusal(
                "announce must be an ISO 8601 duration such as PT24H, from PT0S to %s.".formatted(policy.period()));
    }

    /** @throws ApiRefusal if this server has no keys for it */
    JWSAlgorithm parseAlgorithm() {
        if (alg == null) {
            return JWSAlgorithm.ES256;
        }
        return SigningKeys.ALGORITHMS.stream()
                .filter(known -> known.getName().equals(alg))
                .findFirst()
                .orElseThrow(() -> refusal("alg must be one of "
                        + SigningKeys.ALGORITHMS.stream()
                                .map(JWSAlgorithm::getName)
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    private static ApiRefusal refusal(String message) {
        return new ApiRefusal(ApiError.badRequest(message));
    }
}
