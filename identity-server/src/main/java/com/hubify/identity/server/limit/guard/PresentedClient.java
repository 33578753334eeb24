package com.hubify.identity.server.limit.guard;

import com.hubify.identity.server.endpoint.BasicCredentials;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;

/**
 * The client that a request says it is from. A header that is not of the scheme Basic, or has no secret, is none.
 *
 * @param id empty if there is none
 * @param secret null if there is none
 */
record PresentedClient(String id, @Nullable String secret) {

    static PresentedClient of(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return Optional.ofNullable(header)
                .filter(BasicCredentials::areIn)
                .flatMap(BasicCredentials::parse)
                .map(basic -> new PresentedClient(basic.clientId(), presented(basic.secret())))
                .orElseGet(() -> new PresentedClient(
                        Objects.requireNonNullElse(request.getParameter(OAuth2ParameterNames.CLIENT_ID), ""),
                        presented(request.getParameter(OAuth2ParameterNames.CLIENT_SECRET))));
    }

    private static @Nullable String presented(@Nullable String secret) {
        return secret == null || secret.isEmpty() ? null : secret;
    }

    @Override
    public String toString() {
        return "PresentedClient[id=" + id + "]";
    }
}
