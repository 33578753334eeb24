package com.hubify.identity.cli.server;

import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.Json;
import com.hubify.identity.cli.terminal.SafeText;
import com.hubify.identity.protocol.Scopes;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Why a server refused, in whichever form it said so: RFC 6749 section 5.2, RFC 6750 section 3, or Hubify's error envelope.
 *
 * @param code the error code, or the HTTP status if there is none
 * @param message a sentence for people, safe to print; may be empty
 */
public record ServerError(String code, String message) {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

    /** What an answer without success says. */
    public static ServerError in(Reply reply) {
        return Json.object(reply.body())
                .flatMap(ServerError::inBody)
                .or(() -> reply.header("WWW-Authenticate").flatMap(ServerError::inChallenge))
                .orElseGet(() -> new ServerError("HTTP " + reply.status(), ""));
    }

    /** The error a Nimbus parser found. */
    public static ServerError of(ErrorObject error) {
        return of(Optional.ofNullable(error.getCode()), Optional.ofNullable(error.getDescription()));
    }

    /**
     * The scopes that the credential lacks; none where that is not why it was refused, or where the server doesn't name them.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3.1">RFC 6750, section 3.1</a>
     */
    public static Scopes missingScopes(Reply reply) {
        return reply.header("WWW-Authenticate")
                .flatMap(ServerError::challenge)
                .filter(error -> BearerTokenError.INSUFFICIENT_SCOPE.getCode().equals(error.getCode()))
                .flatMap(error -> Optional.ofNullable(error.getScope()))
                .flatMap(scope -> Scopes.parse(scope.toStringList()))
                .orElseGet(Scopes::none);
    }

    /** What the server said, as the end of a sentence. */
    public String said() {
        return message.isEmpty() ? code : message.replaceAll("[.\\s]+$", "") + " (" + code + ")";
    }

    /**
     * The failure that an answer without success ends the command with. Of a credential that was sent, {@code Credential} says
     * more.
     *
     * @param advice what to do if the server wants another credential, or one at all
     */
    public static Failure refusal(Reply reply, String advice) {
        if (reply.status() < 400) {
            // A redirect is a page's, of a proxy or a network that wants its user to sign in there first.
            return reply.makesNoSense();
        }
        ServerError error = in(reply);
        String said = error.said();
        if (reply.status() >= 500) {
            // Its message would say the same once more, with advice of its own.
            return new Failure(
                    ExitCode.UNREACHABLE,
                    "The server is unavailable (" + error.code + ").",
                    "Try again "
                            + reply.header("Retry-After")
                                    .flatMap(ServerError::wait)
                                    .orElse("in a moment") + ".");
        }
        return switch (reply.status()) {
            case 401, 403 -> new Failure(ExitCode.REFUSED, "The server refused: " + said + ".", advice);
            case 404 -> new Failure(ExitCode.NOT_FOUND, "Not found: " + said + ".", "Check the id or address.");
            // The message says what is in the way. What was asked for is not wrong.
            case 409 -> new Failure(ExitCode.REFUSED, "The server refused: " + said + ".", "Then try again.");
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
                        ExitCode.REFUSED,
                        "The server refused: " + said + ".",
                        "Correct what the message names and try again.");
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
        return challenge(challenge).map(ServerError::of);
    }

    private static Optional<BearerTokenError> challenge(String header) {
        try {
            BearerTokenError error = BearerTokenError.parse(header);
            return error.getCode() == null ? Optional.empty() : Optional.of(error);
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
