package com.hubify.identity.server.endpoint;

import com.hubify.identity.server.error.ProtocolErrors;
import com.hubify.identity.server.error.Refusals;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.resource.BearerTokenErrorCodes;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Answers 401 to a UserInfo request without a valid access token. The reason is not told, since it would help only a forger.
 * Unlike Spring's, the challenge has no {@code resource_metadata}, since this server has no such document.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750, section 3</a>
 */
public final class BearerTokenEntryPoint implements AuthenticationEntryPoint, AuthenticationFailureHandler {

    private static final String LACKS_OPENID = "The access token lacks the scope openid";

    /**
     * For a valid token without openid. An outage, which Spring's filter would report as an invalid token, is thrown on.
     */
    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        if (exception.getCause() instanceof RuntimeException ours) {
            throw ours;
        }
        if (exception instanceof OAuth2AuthenticationException refused
                && refused.getError().getErrorCode().equals(BearerTokenErrorCodes.INSUFFICIENT_SCOPE)) {
            challenge(response, BearerTokenErrorCodes.INSUFFICIENT_SCOPE, LACKS_OPENID + "\", scope=\"openid");
            ProtocolErrors.write(
                    new OAuth2Error(BearerTokenErrorCodes.INSUFFICIENT_SCOPE, LACKS_OPENID, null),
                    HttpStatus.FORBIDDEN,
                    response);
        } else {
            commence(request, response, exception);
        }
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception) {
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        if (!(exception instanceof OAuth2AuthenticationException refused)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        } else if (refused.getError().getErrorCode().equals(BearerTokenErrorCodes.INVALID_REQUEST)) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            challenge(
                    response,
                    BearerTokenErrorCodes.INVALID_REQUEST,
                    "The access token must be sent once, in the Authorization header");
        } else {
            Refusals.note(request, BearerTokenErrorCodes.INVALID_TOKEN, refused.getMessage());
            challenge(response, BearerTokenErrorCodes.INVALID_TOKEN, "The access token is invalid");
        }
    }

    private static void challenge(HttpServletResponse response, String error, String description) {
        response.setHeader(
                HttpHeaders.WWW_AUTHENTICATE,
                "Bearer error=\"" + error + "\", error_description=\"" + description + "\"");
    }
}
