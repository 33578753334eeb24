package com.hubify.identity.server.exchange;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Reads a token exchange request. Spring's converter knows only the types {@code access_token} and {@code jwt}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8693#section-2.1">RFC 8693, section 2.1</a>
 */
final class TokenExchangeConverter implements AuthenticationConverter {

    static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    /** @throws OAuth2AuthenticationException with {@code invalid_request} */
    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        if (!AuthorizationGrantType.TOKEN_EXCHANGE
                .getValue()
                .equals(request.getParameter(OAuth2ParameterNames.GRANT_TYPE))) {
            return null;
        }
        if (request.getParameter(OAuth2ParameterNames.ACTOR_TOKEN) != null
                || request.getParameter(OAuth2ParameterNames.ACTOR_TOKEN_TYPE) != null) {
            // Not ignored: the client would take the token for one that names the actor.
            throw ExchangeErrors.invalidRequest("This server does not support an actor_token.");
        }
        String requested = request.getParameter(OAuth2ParameterNames.REQUESTED_TOKEN_TYPE);
        if (requested != null && !requested.equals(ACCESS_TOKEN)) {
            throw ExchangeErrors.invalidRequest("The only supported requested_token_type is " + ACCESS_TOKEN + ".");
        }
        return new OAuth2TokenExchangeAuthenticationToken(
                ACCESS_TOKEN,
                required(request, OAuth2ParameterNames.SUBJECT_TOKEN),
                required(request, OAuth2ParameterNames.SUBJECT_TOKEN_TYPE),
                Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication()),
                null,
                null,
                words(request, OAuth2ParameterNames.RESOURCE),
                words(request, OAuth2ParameterNames.AUDIENCE),
                words(request, OAuth2ParameterNames.SCOPE),
                Map.of());
    }

    private static String required(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        if (value == null) {
            throw ExchangeErrors.invalidRequest("The parameter " + name + " is missing.");
        }
        return value;
    }

    /** A parameter that is repeated has been joined by blanks, and may name the same twice. */
    private static Set<String> words(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? Set.of() : Set.copyOf(List.of(value.split(" ")));
    }
}
