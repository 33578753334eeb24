package com.hubify.identity.server.token;

import com.hubify.identity.server.error.ProtocolErrors;
import com.hubify.identity.server.error.Refusals;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Answers 403 to a client that may not introspect, so that a resource server can tell it from other errors. */
final class IntrospectionFailureHandler implements AuthenticationFailureHandler {

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        if (exception instanceof OAuth2AuthenticationException refused
                && refused.getError().getErrorCode().equals(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT)) {
            Refusals.note(request, refused.getError().getErrorCode(), "client may not introspect tokens");
            ProtocolErrors.write(refused.getError(), HttpStatus.FORBIDDEN, response);
        } else {
            ProtocolErrors.write(request, response, exception);
        }
    }
}
