package com.hubify.identity.cli.server;

import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.Json;
import com.hubify.identity.cli.terminal.SafeText;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Why a server refused, in whichever form it said so: RFC 6749 section 5.2, RFC 6750 section 3, or Hubify's error envelope.
 *
 * @param code the stable word, or the HTTP status where there is none
 * @param message a sentence for people, safe to print; may be empty
 */
public record ServerError(String code, String message) {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

    static ServerError in(Reply reply) {
        return Json.object(reply.body())
                .flatMap(ServerError::inBody)
                .or(() -> reply.header("WWW-Authenticate").flatMap(ServerError::inChallenge))
                .orElseGet(() -> new ServerError("HTTP " + reply.status(), ""));
    }

    /** The error a Nimbus parser found. */
    public static ServerError of(ErrorObject error) {
        return of(Optional.ofNullable(error.getCode()), Optional.ofNullable(error.getDescription()));
    }

    /** What the server said, as the end of a sentence. */
    public String said() {
        return message.isEmpty() ? code : message.replaceAll("[.\\s]+$", "") + " (" + code + ")";
    }

    /**
     * The failure that a refusal ends the command with.
     *
     * @param advice what to do if the credential was the reason
     */
    public static Failure refusal(Reply reply, String advice) {
        String said = in(reply).said();
        if (reply.status() >= 500) {
            return new Failure(
                    ExitCode.UNREACHABLE,
                    "The server can't answer now: " + said + ".",
                    "Try again "
                            + reply.header("Retry-After")
                                    .flatMap(ServerError::wait)
                                    .orElse("in a moment") + ".");
        }
        return switch (reply.status()) {
            case 401 -> new Failure(ExitCode.NOT_SIGNED_IN, "The credential was not accepted: " + said + ".", advice);
            case 403 -> new Failure(ExitCode.REFUSED, "The server refused: " + said + ".", advice);
            case 404 -> new Failure(ExitCode.NOT_FOUND, "Not found: " + said + ".", "Check what was asked for.");
            case 429 ->
                new Failure(
                        ExitCode.TOO_MANY_REQUESTS,
                        "Too many requests: " + said + ".",
                        "Try again "
                                + reply.header("Retry-After")
                                        .flatMap(ServerError::wait)
                                        .orElse("in a minute") + ".");
            default ->
                new Failure(
                        ExitCode.REFUSED, "The server refused: " + said + ".", "Correct what it names and try again.");
        };
    }

    private static Optional<ServerError> inBody(JsonNode body) {
        JsonNode error = body.path("error");
        if (error.isObject()) {
            return Optional.of(of(Json.text(error, "code"), Json.text(error, "message")));
        }
        return Json.text(body, "error").map(code -> of(Optional.of(code), Json.text(body, "error_description")));
    }

    private static Optional<ServerError> inChallenge(String challenge) {
        try {
            BearerTokenError error = BearerTokenError.parse(challenge);
            return error.getCode() == null ? Optional.empty() : Optional.of(of(error));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private static ServerError of(Optional<String> code, Optional<String> message) {
        return new ServerError(SafeText.line(code.orElse("no reason given")), SafeText.line(message.orElse("")));
    }

    private static Optional<String> wait(String retryAfter) {
        return SECONDS.matcher(retryAfter).matches() ? Optional.of("in " + retryAfter + " s") : Optional.empty();
    }
}
