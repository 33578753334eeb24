package com.hubify.clerk.problem;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/** The error codes of the OAuth endpoints, with Fosite's wording as seen at real instances. */
public enum OAuthError {
    INVALID_REQUEST(
            "The request is missing a required parameter, includes an invalid parameter value, includes a parameter"
                    + " more than once, or is otherwise malformed."),
    INVALID_CLIENT(
            HttpStatus.UNAUTHORIZED,
            "Client authentication failed (e.g., unknown client, no client authentication included, or unsupported"
                    + " client authentication method)."),
    INVALID_GRANT("The provided authorization grant (e.g., authorization code, resource owner credentials) or refresh"
            + " token is invalid, expired, revoked, does not match the redirection URI used in the"
            + " authorization request, or was issued to another client."),
    INVALID_SCOPE("The requested scope is invalid, unknown, or malformed."),
    INVALID_STATE("The state is missing or does not have enough characters and is therefore considered too weak."),
    INSUFFICIENT_ENTROPY(
            "The request used a security parameter (e.g., anti-replay, anti-csrf) with insufficient entropy."),
    ACCESS_DENIED(HttpStatus.FORBIDDEN, "The resource owner or authorization server denied the request."),
    UNSUPPORTED_RESPONSE_TYPE("The authorization server does not support obtaining a token using this method."),
    UNSUPPORTED_RESPONSE_MODE(
            "The authorization server does not support obtaining a response using this response mode."),
    UNSUPPORTED_GRANT_TYPE(
            HttpStatus.UNAUTHORIZED, "The authorization grant type is not supported by the authorization server."),
    UNSUPPORTED_TOKEN_TYPE("JWT access tokens cannot be revoked"),
    LOGIN_REQUIRED("The Authorization Server requires End-User authentication."),
    CONSENT_REQUIRED("The Authorization Server requires End-User consent."),
    REQUEST_NOT_SUPPORTED("The OP does not support use of the request parameter."),
    REQUEST_URI_NOT_SUPPORTED("The OP does not support use of the request_uri parameter.");

    private final HttpStatus status;
    private final String description;

    OAuthError(String description) {
        this(HttpStatus.BAD_REQUEST, description);
    }

    OAuthError(HttpStatus status, String description) {
        this.status = status;
        this.description = description;
    }

    /** The code as it stands in {@code error}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    String description() {
        return description;
    }

    HttpStatus status() {
        return status;
    }
}
