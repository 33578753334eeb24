package com.hubify.clerk.problem;

import org.springframework.http.HttpStatus;

/** A refusal in Clerk's own shape, as every endpoint but the OAuth ones gives it. */
public class ClerkProblem extends RuntimeException {

    private final HttpStatus status;
    private final String code;
    private final String longMessage;

    ClerkProblem(HttpStatus status, String code, String message, String longMessage) {
        super(message);
        this.status = status;
        this.code = code;
        this.longMessage = longMessage;
    }

    public static ClerkProblem notFound(String longMessage) {
        return new ClerkProblem(HttpStatus.NOT_FOUND, "resource_not_found", "not found", longMessage);
    }

    public static ClerkProblem secretKeyInvalid() {
        String text = "The provided Clerk Secret Key is invalid. Make sure that your Clerk Secret Key is correct.";
        return new ClerkProblem(HttpStatus.UNAUTHORIZED, "clerk_key_invalid", text, text);
    }

    public static ClerkProblem authorizationHeaderFormatInvalid() {
        return new ClerkProblem(
                HttpStatus.UNAUTHORIZED,
                "authorization_header_format_invalid",
                "Invalid Authorization header format",
                "Invalid Authorization header format. Must be \"Bearer <YOUR_API_KEY>\"");
    }

    public static ClerkProblem userInfoUnavailable() {
        return new ClerkProblem(
                HttpStatus.UNAUTHORIZED,
                "oauth_fetch_user_error",
                "unable to fetch user info",
                "Unable to fetch user info. Check if access token is present and valid.");
    }

    public static ClerkProblem signedOut() {
        return new ClerkProblem(HttpStatus.UNAUTHORIZED, "signed_out", "Signed out", "You are signed out");
    }

    public static ClerkProblem consentScreenDisabled() {
        return new ClerkProblem(
                HttpStatus.UNPROCESSABLE_ENTITY,
                "feature_requires_oauth2_consent_screen_enabled",
                "consent screen disabled",
                "The consent screen is not enabled for this OAuth application.");
    }

    public static ClerkProblem foreignOrigin() {
        return new ClerkProblem(
                HttpStatus.FORBIDDEN, "origin_invalid", "Invalid origin", "This form was posted from another site.");
    }

    public static ClerkProblem formInvalid(String longMessage) {
        return new ClerkProblem(HttpStatus.UNPROCESSABLE_ENTITY, "form_param_value_invalid", "is invalid", longMessage);
    }

    static ClerkProblem other(HttpStatus status, String longMessage) {
        return new ClerkProblem(status, code(status), status.getReasonPhrase(), longMessage);
    }

    private static String code(HttpStatus status) {
        return status == HttpStatus.NOT_FOUND
                ? "resource_not_found"
                : status.is5xxServerError() ? "internal_clerk_error" : "request_invalid";
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }

    String longMessage() {
        return longMessage;
    }
}
