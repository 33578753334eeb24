package com.hubify.identity.server.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * The access token of a request, from its {@code Authorization} header. Attack: two credentials, of which a proxy checks one
 * and the server the other.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2">RFC 6750, section 2</a>
 */
public final class SingleBearerTokenResolver implements BearerTokenResolver {

    private static final String SCHEME = "Bearer";
    private static final String WIDE = SCHEME + "  ";

    private static final String ELSEWHERE = "access_token";

    private final BearerTokenResolver spring = new DefaultBearerTokenResolver();

    /** @throws OAuth2AuthenticationException with {@code invalid_request} if the request has more than one access token */
    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        if (headers.size() > 1 || !headers.isEmpty() && request.getParameter(ELSEWHERE) != null) {
            throw new OAuth2AuthenticationException(
                    BearerTokenErrors.invalidRequest("The request contains more than one access token."));
        }
        return spring.resolve(headers.isEmpty() ? request : oneSpaced(request, headers.get(0)));
    }

    /** RFC 6750, section 2.1, has one space or more between the scheme and the token; Spring takes one. */
    private static HttpServletRequest oneSpaced(HttpServletRequest request, String header) {
        if (!header.regionMatches(true, 0, WIDE, 0, WIDE.length())) {
            return request;
        }
        int token = SCHEME.length();
        while (token < header.length() && header.charAt(token) == ' ') {
            token++;
        }
        String spaced = SCHEME + ' ' + header.substring(token);
        return new HttpServletRequestWrapper(request) {
            @Override
            public @Nullable String getHeader(String name) {
                return name.equalsIgnoreCase(HttpHeaders.AUTHORIZATION) ? spaced : super.getHeader(name);
            }
        };
    }
}
