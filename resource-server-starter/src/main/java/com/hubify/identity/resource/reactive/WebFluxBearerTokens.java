package com.hubify.identity.resource.reactive;

import com.hubify.identity.resource.web.BearerTokens;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Reads the credential of a reactive request. */
public final class WebFluxBearerTokens implements ServerAuthenticationConverter {

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        return Mono.fromCallable(() -> {
            ServerHttpRequest request = exchange.getRequest();
            List<String> headers = request.getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION);
            return BearerTokens.areSent(headers)
                    ? new BearerTokenAuthenticationToken(BearerTokens.only(
                            headers, BearerTokens.areInQuery(request.getURI().getRawQuery())))
                    : null;
        });
    }
}
