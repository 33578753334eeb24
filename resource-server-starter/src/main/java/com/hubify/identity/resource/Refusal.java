package com.hubify.identity.resource;

import java.time.Duration;
import java.util.Map;
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
record Refusal(
        HttpStatus status,
        String code,
        String message,
        @Nullable Map<String, String> challenge,
        @Nullable Duration retryAfter,
        @Nullable String reason) {

    static Refusal challenging(HttpStatus status, String code, String message, Map<String, String> parameters) {
        return new Refusal(status, code, message, parameters, null, null);
    }

    Refusal because(String why) {
        return new Refusal(status, code, message, challenge, retryAfter, why);
    }
}
