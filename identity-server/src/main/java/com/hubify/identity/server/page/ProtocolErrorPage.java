package com.hubify.identity.server.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;

/**
 * Answers an authorization request whose error must not be sent to the redirect URI, because client or URI are invalid: a
 * page for browsers, JSON of RFC 6749 for programs.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1">RFC 6749, section 4.1.2.1</a>
 */
@Component
public class ProtocolErrorPage implements AuthenticationFailureHandler {

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        OAuth2Error error = exception instanceof OAuth2AuthenticationException oauth
                ? oauth.getError()
                : new OAuth2Error(OAuth2ErrorCodes.SERVER_ERROR);
        send(ProtocolFailure.of(error, request), request, response);
    }

    /**
     * Refuses a request with {@code invalid_request}.
     *
     * @param parameter the request parameter that is wrong
     */
    public void refuse(@Nullable String parameter, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        send(ProtocolFailure.of(OAuth2ErrorCodes.INVALID_REQUEST, parameter, request), request, response);
    }

    private static void send(ProtocolFailure failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        failure.attachTo(request);
        response.sendError(failure.status());
    }
}
