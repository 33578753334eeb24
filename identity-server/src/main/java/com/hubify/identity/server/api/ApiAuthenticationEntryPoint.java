package com.hubify.identity.server.api;

import com.hubify.identity.server.error.Refusals;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrorCodes;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;

/**
 * Answers 401 to an unauthenticated caller. All invalid tokens get the same response: the reason would help only a forger.
 * If a token could not be verified because a system is unavailable, the response is 503.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750, section 3</a>
 */
@Component
public class ApiAuthenticationEntryPoint implements AuthenticationEntryPoint {

    private final ApiErrorWriter writer;

    ApiAuthenticationEntryPoint(ApiErrorWriter writer) {
        this.writer = writer;
    }

    @Override
    public void commence(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException authException)
            throws IOException {
        ApiError error = error(authException);
        if (error.status() == 401) {
            Refusals.note(request, BearerTokenErrorCodes.INVALID_TOKEN, authException.getMessage());
        }
        writer.write(request, response, error);
    }

    private static ApiError error(AuthenticationException exception) {
        if (exception instanceof AuthenticationServiceException) {
            return ApiError.of(503);
        }
        if (!(exception instanceof OAuth2AuthenticationException bearer)) {
            return ApiError.of(401).with(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (bearer.getError().getErrorCode().equals(BearerTokenErrorCodes.INVALID_REQUEST)) {
            return ApiError.badRequest("Send one access token, in the Authorization header (RFC 6750, section 2.1).")
                    .with(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_request\"");
        }
        return ApiError.of(401).with(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
    }
}
