package com.hubify.identity.resource.web;

import com.hubify.identity.envelope.HttpError;
import com.hubify.identity.protocol.Scopes;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A refused request: what to answer and what to log. Only the reason is not sent to the client.
 *
 * @param code stable error code in snake_case, for programs
 * @param message plain sentence for people
 * @param challenge parameters of the {@code WWW-Authenticate} header, in order; null if another credential would not
 *     help
 * @param retryAfter how long the client should wait before a retry; null if a retry does not help
 * @param reason phrase for the log, never sent to the client; null if the other members say enough
 * @param more members of the body beside those of every error
 */
public record Refusal(
        HttpStatus status,
        String code,
        String message,
        @Nullable Map<String, String> challenge,
        @Nullable Duration retryAfter,
        @Nullable String reason,
        Map<String, Object> more) {

    Refusal(
            HttpStatus status,
            String code,
            String message,
            @Nullable Map<String, String> challenge,
            @Nullable Duration retryAfter,
            @Nullable String reason) {
        this(status, code, message, challenge, retryAfter, reason, Map.of());
    }

    /**
     * 429 for a caller who has used up a limit.
     *
     * @param why phrase for the log
     */
    public static Refusal rateLimited(Duration retryAfter, String why) {
        HttpError error = HttpError.of(HttpStatus.TOO_MANY_REQUESTS.value());
        return new Refusal(HttpStatus.TOO_MANY_REQUESTS, error.code(), error.message(), null, retryAfter, why);
    }

    /**
     * 400 for a request that cannot be read.
     *
     * @param message what is wrong with it
     */
    public static Refusal invalidRequest(String message) {
        return new Refusal(HttpStatus.BAD_REQUEST, "invalid_request", message, null, null, null);
    }

    /** Name of the challenge's scope parameter. */
    static final String SCOPE = "scope";

    static Refusal challenging(HttpStatus status, String code, String message, Map<String, String> parameters) {
        return new Refusal(status, code, message, parameters, null, null);
    }

    /**
     * Adds the scopes that the request needs to the challenge, so that a client without a token knows which to request:
     * otherwise it would request too few, or all there are. Scopes already named are kept.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750, section 3</a>
     */
    public Refusal needing(Scopes scopes) {
        if (challenge == null || status != HttpStatus.UNAUTHORIZED || scopes.areNone()) {
            return this;
        }
        Map<String, String> parameters = new LinkedHashMap<>(challenge);
        parameters.merge(SCOPE, scopes.toString(), Refusal::union);
        return new Refusal(status, code, message, parameters, retryAfter, reason, more);
    }

    private static String union(String some, String others) {
        return Stream.of(some, others)
                .flatMap(scopes -> Arrays.stream(scopes.split(" ")))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    Refusal because(@Nullable String why) {
        return new Refusal(status, code, message, challenge, retryAfter, why, more);
    }

    Refusal telling(Map<String, Object> members) {
        return new Refusal(status, code, message, challenge, retryAfter, reason, members);
    }
}
