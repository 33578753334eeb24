package com.hubify.identity.server.token;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.http.converter.OAuth2ErrorHttpMessageConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ErrorAuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Answers 403 to a client that may not ask, so that a resource server tells it from a request that went wrong. */
final class IntrospectionErrors implements AuthenticationFailureHandler {

    private final AuthenticationFailureHandler spring = new OAuth2ErrorAuthenticationFailureHandler();
    private final OAuth2ErrorHttpMessageConverter json = new OAuth2ErrorHttpMessageConverter();

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException, ServletException {
        if (exception instanceof OAuth2AuthenticationException refused
                && refused.getError().getErrorCode().equals(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT)) {
            ServletServerHttpResponse answer = new ServletServerHttpResponse(response);
            answer.setStatusCode(HttpStatus.FORBIDDEN);
            json.write(refused.getError(), MediaType.APPLICATION_JSON, answer);
        } else {
            spring.onAuthenticationFailure(request, response, exception);
        }
    }
}
