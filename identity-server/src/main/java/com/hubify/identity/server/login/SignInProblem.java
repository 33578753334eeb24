package com.hubify.identity.server.login;

import com.hubify.identity.server.clerk.ClerkUnavailable;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;

/** Why a sign-in failed, as the sign-in page explains it. */
enum SignInProblem {
    /** The person or Clerk denied it. */
    ACCESS_DENIED,
    /** Clerk can't be reached. */
    UPSTREAM_UNAVAILABLE,
    /** Clerk's response was invalid. */
    UPSTREAM_ERROR,
    /** The attempt has expired, or was begun in another browser. */
    SESSION_EXPIRED,
    /** The person was revoked in the same second; the next sign-in is valid again. */
    JUST_REVOKED,
    /** The person was deleted or banned at Clerk. */
    ACCOUNT_CLOSED;

    /** The code in the URL of the sign-in page and in its message keys. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Parses the code from a URL. An unknown one is ignored, so that a link can't put words on the page. */
    static Optional<SignInProblem> of(@Nullable String code) {
        return Stream.of(values())
                .filter(problem -> problem.code().equals(code))
                .findFirst();
    }

    /** What a failure means to the person: whether trying again in a minute may help. */
    static SignInProblem of(Throwable failure, String reason) {
        return switch (reason) {
            case "access_denied" -> ACCESS_DENIED;
            case "authorization_request_not_found", "invalid_state_parameter" -> SESSION_EXPIRED;
            case "temporarily_unavailable", "server_error" -> UPSTREAM_UNAVAILABLE;
            default -> isOfAnOutage(failure) ? UPSTREAM_UNAVAILABLE : UPSTREAM_ERROR;
        };
    }

    private static boolean isOfAnOutage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClerkUnavailable
                    || cause instanceof IOException
                    || cause instanceof HttpServerErrorException
                    || cause instanceof HttpClientErrorException.TooManyRequests) {
                return true;
            }
        }
        return false;
    }
}
