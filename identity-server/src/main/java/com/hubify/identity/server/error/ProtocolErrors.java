package com.hubify.identity.server.error;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.http.converter.OAuth2ErrorHttpMessageConverter;

/**
 * Writes the error responses of the protocol. Spring's descriptions name the parameter, as in "OAuth 2.0 Parameter:
 * redirect_uri", but not what is wrong with it; here they become sentences.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.2">RFC 6749, sections 4.1.2.1 and 5.2</a>
 */
public final class ProtocolErrors {

    private static final String PREFIX = "OAuth 2.0 Parameter: ";

    private static final Pattern PARAMETER = Pattern.compile(
            "(?:OAuth 2\\.0|OpenID Connect 1\\.0) [A-Za-z ]*[Pp]arameter: ([A-Za-z][A-Za-z_-]{0,39})\\b.*");

    private static final Pattern SPRINGS =
            Pattern.compile("(?:OAuth 2\\.0|OpenID Connect 1\\.0|Client authentication failed).*");

    /** Other addresses of RFCs, which Spring uses. */
    private static final Pattern SPRINGS_RFC =
            Pattern.compile("https://(?:datatracker\\.ietf\\.org/doc|tools\\.ietf\\.org)/html/(?=rfc[0-9])");

    /** Regular responses while a device polls (RFC 8628, section 3.5), not refusals. */
    private static final Set<String> IN_TURN = Set.of("authorization_pending", "slow_down");

    private static final OAuth2ErrorHttpMessageConverter JSON = new OAuth2ErrorHttpMessageConverter();

    private ProtocolErrors() {}

    /** {@code invalid_request} for one parameter, as Spring says it. */
    public static OAuth2Error wrong(String parameter) {
        return new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, PREFIX + parameter, null);
    }

    /** The parameter that the error is about, if any. */
    public static Optional<String> parameter(OAuth2Error error) {
        Matcher matcher = PARAMETER.matcher(String.valueOf(error.getDescription()));
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The same error with a sentence as its description. RFCs in {@code error_uri} are linked at the RFC Editor. */
    public static OAuth2Error inWords(OAuth2Error error) {
        String description = error.getDescription();
        boolean isSprings = description == null
                ? error.getErrorCode().equals(OAuth2ErrorCodes.INVALID_GRANT)
                : SPRINGS.matcher(description).matches();
        String uri = error.getUri();
        String rule = uri == null ? null : SPRINGS_RFC.matcher(uri).replaceFirst("https://www.rfc-editor.org/rfc/");
        return isSprings || !Objects.equals(rule, uri)
                ? new OAuth2Error(error.getErrorCode(), isSprings ? words(error) : description, rule)
                : error;
    }

    /** Writes the error of an exception as JSON: 401 for {@code invalid_client}, else 400. */
    public static void write(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        OAuth2Error error = exception instanceof OAuth2AuthenticationException refused
                ? refused.getError()
                : new OAuth2Error(OAuth2ErrorCodes.SERVER_ERROR);
        if (!IN_TURN.contains(error.getErrorCode())) {
            Refusals.note(request, error, exception);
        }
        boolean isClient = error.getErrorCode().equals(OAuth2ErrorCodes.INVALID_CLIENT);
        write(error, isClient ? HttpStatus.UNAUTHORIZED : HttpStatus.BAD_REQUEST, response);
    }

    /** Writes the error as JSON. */
    public static void write(OAuth2Error error, HttpStatus status, HttpServletResponse response) throws IOException {
        SecurityContextHolder.clearContext();
        ServletServerHttpResponse answer = new ServletServerHttpResponse(response);
        answer.setStatusCode(status);
        JSON.write(inWords(error), MediaType.APPLICATION_JSON, answer);
    }

    private static String words(OAuth2Error error) {
        String parameter = parameter(error).orElse("");
        return switch (error.getErrorCode()) {
            case OAuth2ErrorCodes.UNSUPPORTED_GRANT_TYPE -> "This server does not support the grant_type.";
            case OAuth2ErrorCodes.UNSUPPORTED_RESPONSE_TYPE -> "The only supported response_type is code.";
            case OAuth2ErrorCodes.UNSUPPORTED_TOKEN_TYPE -> "This endpoint does not support this type of token.";
            case OAuth2ErrorCodes.UNAUTHORIZED_CLIENT -> "The client is not authorized to make this request.";
            case OAuth2ErrorCodes.INVALID_CLIENT -> "The client is unknown, or its credentials are missing or wrong.";
            case OAuth2ErrorCodes.INVALID_SCOPE -> "A requested scope is malformed, or the client may not have it.";
            case OAuth2ErrorCodes.INVALID_GRANT ->
                "The code or token is unknown, expired, used or revoked, belongs to another client, or came with another"
                        + " redirect_uri.";
            case OAuth2ErrorCodes.ACCESS_DENIED -> "The end-user denied the request.";
            case "login_required" -> "The end-user must sign in.";
            case "consent_required" -> "The end-user must give consent.";
            default ->
                parameter.isEmpty()
                        ? "The request is malformed."
                        : "The parameter " + parameter + " is missing, repeated or malformed.";
        };
    }
}
