package com.hubify.identity.server.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * The access token of a request, in its {@code Authorization} header. Attack: two credentials, of which a proxy judges one and the
 * server the other.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2">RFC 6750, section 2</a>
 */
public final class OneBearerToken implements BearerTokenResolver {

    private static final String ELSEWHERE = "access_token";

    private final BearerTokenResolver spring = new DefaultBearerTokenResolver();

    /** @throws OAuth2AuthenticationException with {@code invalid_request} if the request shows more than one credential */
    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        if (headers.size() > 1 || !headers.isEmpty() && request.getParameter(ELSEWHERE) != null) {
            throw new OAuth2AuthenticationException(
                    BearerTokenErrors.invalidRequest("The request shows more than one credential."));
        }
        return spring.resolve(request);
    }
}
