package com.hubify.identity.resource;

import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Finds the credential in a reactive request. */
final class WebFluxBearerTokens implements ServerAuthenticationConverter {

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        return Mono.defer(() -> {
            List<String> headers = exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION);
            return BearerTokens.areSent(headers)
                    ? isElsewhere(exchange)
                            .map(elsewhere -> new BearerTokenAuthenticationToken(BearerTokens.only(headers, elsewhere)))
                    : Mono.empty();
        });
    }

    private static Mono<Boolean> isElsewhere(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        if (BearerTokens.areInQuery(request.getURI().getRawQuery())) {
            return Mono.just(true);
        }
        // The exchange keeps the form it has read for whoever asks next.
        return BearerTokens.mayBeInBody(request.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE))
                ? exchange.getFormData().map(form -> form.containsKey(BearerTokens.PARAMETER))
                : Mono.just(false);
    }
}
