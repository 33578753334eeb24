package com.hubify.clerk.problem;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A refusal in Clerk's own shape, as every endpoint but the OAuth ones gives it. */
public class ClerkProblem extends RuntimeException {

    private final HttpStatus status;
    private final String code;
    private final String longMessage;
    private final @Nullable String parameter;

    ClerkProblem(HttpStatus status, String code, String message, String longMessage) {
        this(status, code, message, longMessage, null);
    }

    private ClerkProblem(
            HttpStatus status, String code, String message, String longMessage, @Nullable String parameter) {
        super(message);
        this.status = status;
        this.code = code;
        this.longMessage = longMessage;
        this.parameter = parameter;
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

    public static ClerkProblem foreignOrigin() {
        return new ClerkProblem(
                HttpStatus.FORBIDDEN, "origin_invalid", "Invalid origin", "This form was posted from another site.");
    }

    public static ClerkProblem formInvalid(String longMessage) {
        return new ClerkProblem(HttpStatus.UNPROCESSABLE_ENTITY, "form_param_value_invalid", "is invalid", longMessage);
    }

    public static ClerkProblem parameterInvalid(String parameter, String longMessage) {
        return parameter("form_param_value_invalid", "is invalid", longMessage, parameter);
    }

    public static ClerkProblem parameterMissing(String parameter) {
        return parameter("form_param_missing", "is missing", parameter + " must be included.", parameter);
    }

    public static ClerkProblem parameterUnknown(String parameter) {
        return parameter(
                "form_param_unknown",
                "is unknown",
                parameter + " is not a valid parameter for this request.",
                parameter);
    }

    public static ClerkProblem identifierTaken(String parameter) {
        return parameter(
                "form_identifier_exists",
                "is taken",
                "That " + parameter + " is taken. Please try another.",
                parameter);
    }

    public static ClerkProblem userBanned() {
        return forbidden("user_banned", "User is banned", "This account has been banned.");
    }

    public static ClerkProblem userLocked() {
        return forbidden("user_locked", "User is locked", "This account is locked. Try again later.");
    }

    public static ClerkProblem quotaExceeded(String code) {
        return forbidden(code, "quota exceeded", "You have reached the limit of this instance.");
    }

    public static ClerkProblem alreadyMember() {
        return new ClerkProblem(
                HttpStatus.BAD_REQUEST,
                "already_a_member_in_organization",
                "already a member",
                "The user is already a member of the organization.");
    }

    public static ClerkProblem notInProduction() {
        return new ClerkProblem(
                HttpStatus.BAD_REQUEST,
                "request_invalid_for_environment",
                "Request only valid for development instances",
                "This request is only valid for instances in development.");
    }

    public static ClerkProblem bodyInvalid(String longMessage) {
        return new ClerkProblem(HttpStatus.BAD_REQUEST, "request_body_invalid", "Request body invalid", longMessage);
    }

    public static ClerkProblem tooManyRequests() {
        String text = "Too many requests. Please try again in a bit.";
        return new ClerkProblem(HttpStatus.TOO_MANY_REQUESTS, "too_many_requests", text, text);
    }

    /** @param what method and path of an endpoint that Clerk may well have */
    static ClerkProblem notSimulated(String what) {
        return new ClerkProblem(
                HttpStatus.NOT_IMPLEMENTED,
                "not_simulated",
                "Not simulated",
                "The simulator does not have " + what + ".");
    }

    public static ClerkProblem hostInvalid() {
        return new ClerkProblem(
                HttpStatus.BAD_REQUEST,
                "host_invalid",
                "Invalid host",
                "The simulator's own endpoints answer at loopback names, the issuer's host and clerk.simulator.hosts only.");
    }

    private static ClerkProblem forbidden(String code, String message, String longMessage) {
        return new ClerkProblem(HttpStatus.FORBIDDEN, code, message, longMessage);
    }

    private static ClerkProblem parameter(String code, String message, String longMessage, String parameter) {
        return new ClerkProblem(HttpStatus.UNPROCESSABLE_ENTITY, code, message, longMessage, parameter);
    }

    static ClerkProblem other(HttpStatus status, String longMessage) {
        return new ClerkProblem(status, code(status), status.getReasonPhrase(), longMessage);
    }

    private static String code(HttpStatus status) {
        return status == HttpStatus.NOT_FOUND
                ? "resource_not_found"
                : status.is5xxServerError() ? "internal_clerk_error" : "request_invalid";
    }

    public HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }

    /** The sentence for people. */
    public String longMessage() {
        return longMessage;
    }

    /** The parameter at fault, if the refusal names one. */
    @Nullable
    String parameter() {
        return parameter;
    }
}
