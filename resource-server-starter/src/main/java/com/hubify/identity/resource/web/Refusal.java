package com.hubify.identity.resource.web;

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
 * Why a request is turned away. Its sender may know all of it but the reason.
 *
 * @param code stable and snake_case, for programs
 * @param message a plain sentence, for people
 * @param challenge parameters of the {@code WWW-Authenticate} header in order; null where another credential would not help
 * @param retryAfter how long to wait before coming back, where that helps
 * @param reason a phrase for the log alone, never for the sender; null where the rest says it all
 */
public record Refusal(
        HttpStatus status,
        String code,
        String message,
        @Nullable Map<String, String> challenge,
        @Nullable Duration retryAfter,
        @Nullable String reason) {

    /** The parameter of the challenge that names scopes. */
    static final String SCOPE = "scope";

    static Refusal challenging(HttpStatus status, String code, String message, Map<String, String> parameters) {
        return new Refusal(status, code, message, parameters, null, null);
    }

    /**
     * With the scopes that a credential must have, for a client that has yet to ask for one: it would ask for too little
     * otherwise, or for all there are. Adds to those that are named already.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750, section 3</a>
     */
    public Refusal needing(Scopes scopes) {
        if (challenge == null || status != HttpStatus.UNAUTHORIZED || scopes.areNone()) {
            return this;
        }
        Map<String, String> parameters = new LinkedHashMap<>(challenge);
        parameters.merge(SCOPE, scopes.toString(), Refusal::union);
        return new Refusal(status, code, message, parameters, retryAfter, reason);
    }

    private static String union(String some, String others) {
        return Stream.of(some, others)
                .flatMap(scopes -> Arrays.stream(scopes.split(" ")))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    Refusal because(@Nullable String why) {
        return new Refusal(status, code, message, challenge, retryAfter, why);
    }
}
