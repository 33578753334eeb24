package com.hubify.identity.server.grant.document;

import com.hubify.identity.server.grant.document.GrantDocument.Asked;
import com.hubify.identity.server.redis.UnreadableDocument;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/**
 * An authorization request in a stored grant. Its parameters are untrusted, so only strings and lists of strings are read.
 */
final class AskedJson {

    private AskedJson() {}

    static Asked of(OAuth2AuthorizationRequest request) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        request.getAdditionalParameters().forEach((name, value) -> parameters.put(name, text(name, value)));
        return new Asked(
                request.getAuthorizationUri(),
                request.getClientId(),
                request.getRedirectUri(),
                List.copyOf(Objects.requireNonNullElse(request.getScopes(), Set.of())),
                request.getState(),
                parameters);
    }

    static OAuth2AuthorizationRequest request(Asked asked) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        asked.parameters().forEach((name, value) -> parameters.put(name, parameter(value)));
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(asked.authorizationUri())
                .clientId(asked.clientId())
                .redirectUri(asked.redirectUri())
                .scopes(new LinkedHashSet<>(asked.scopes()))
                .state(asked.state())
                .additionalParameters(parameters)
                .build();
    }

    private static Object text(String name, Object value) {
        if (value instanceof String) {
            return value;
        }
        if (value instanceof String[] several) {
            return List.of(several);
        }
        throw new IllegalStateException("the parameter " + name + " of an authorization request is not a string");
    }

    private static Object parameter(Object stored) {
        if (stored instanceof String) {
            return stored;
        }
        if (stored instanceof List<?> several && several.stream().allMatch(String.class::isInstance)) {
            return several.toArray(String[]::new);
        }
        throw new UnreadableDocument("request parameter that is not a string");
    }
}
