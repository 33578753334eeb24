package com.hubify.identity.server.api;

import com.hubify.identity.server.error.Refusals;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrorCodes;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/**
 * Answers 403 to an authenticated caller, with the missing scope where that is the reason.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3.1">RFC 6750, section 3.1</a>
 */
@Component
public class ApiAccessDeniedHandler implements AccessDeniedHandler {

    private final ApiErrorWriter writer;

    ApiAccessDeniedHandler(ApiErrorWriter writer) {
        this.writer = writer;
    }

    @Override
    public void handle(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException accessDeniedException)
            throws IOException {
        Refusals.note(request, BearerTokenErrorCodes.INSUFFICIENT_SCOPE, accessDeniedException.getMessage());
        writer.write(request, response, error(accessDeniedException));
    }

    private static ApiError error(AccessDeniedException exception) {
        if (exception instanceof InsufficientScope missing) {
            return ApiError.of(403, "forbidden", "The access token lacks the scope " + missing.scope() + ".")
                    .with(
                            HttpHeaders.WWW_AUTHENTICATE,
                            "Bearer error=\"insufficient_scope\", scope=\"" + missing.scope() + "\"");
        }
        return ApiError.of(403);
    }
}
