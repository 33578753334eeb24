package com.hubify.identity.resource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.reactive.HandlerAdapter;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Stands before every handler of Spring WebFlux that asks for something: the first adapter in the row, which calls the
 * handler through the next one that can.
 */
final class WebFluxHandlerGuard implements HandlerAdapter, Ordered {

    private final HandlerGuard guard;
    private final WebFluxVerifier verifier;
    private final ServerAuthenticationConverter credentials;
    private final WebFluxBearerErrors errors;
    private final ObjectProvider<HandlerAdapter> adapters;
    private volatile @Nullable List<HandlerAdapter> others;

    WebFluxHandlerGuard(
            HandlerGuard guard,
            WebFluxVerifier verifier,
            ServerAuthenticationConverter credentials,
            WebFluxBearerErrors errors,
            ObjectProvider<HandlerAdapter> adapters) {
        this.guard = guard;
        this.verifier = verifier;
        this.credentials = credentials;
        this.errors = errors;
        this.adapters = adapters;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public boolean supports(Object handler) {
        return guard.guards(handler);
    }

    @Override
    public Mono<HandlerResult> handle(ServerWebExchange exchange, Object handler) {
        HandlerDemand demand = guard.demand(handler);
        return ReactiveSecurityContextHolder.getContext()
                .flatMap(context -> authentication(exchange, demand, context))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .map(known -> guard.refusal(handler, demand, known.orElse(null)))
                .onErrorResume(AuthenticationException.class, e -> Mono.just(Optional.of(BearerErrors.of(e))))
                .flatMap(refusal -> refusal.map(
                                why -> errors.write(exchange, why).<HandlerResult>then(Mono.empty()))
                        .orElseGet(() -> next(handler).handle(exchange, handler)));
    }

    // Into the request's own context, and not only around the handler: what that returns is subscribed to later.
    private Mono<Authentication> authentication(
            ServerWebExchange exchange, HandlerDemand demand, SecurityContext context) {
        Authentication known = context.getAuthentication();
        Optional<Duration> staleness = guard.recheck(demand, known);
        return known == null || staleness.isEmpty()
                ? Mono.justOrEmpty(known)
                : judgedAnew(exchange, staleness.get(), known).doOnNext(context::setAuthentication);
    }

    private Mono<Authentication> judgedAnew(ServerWebExchange exchange, Duration staleness, Authentication known) {
        return credentials
                .convert(exchange)
                .switchIfEmpty(Mono.error(() -> new OAuth2AuthenticationException(CredentialRefused.INVALID_TOKEN)))
                .cast(BearerTokenAuthenticationToken.class)
                .flatMap(credential -> verifier.verify(credential.getToken(), staleness))
                .map(verification -> guard.confirmed(known, verification));
    }

    private HandlerAdapter next(Object handler) {
        return others().stream()
                .filter(adapter -> adapter.supports(handler))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No HandlerAdapter: " + handler));
    }

    // Not in the constructor: among them is this one.
    private List<HandlerAdapter> others() {
        List<HandlerAdapter> known = others;
        if (known == null) {
            known = adapters.orderedStream().filter(adapter -> adapter != this).toList();
            others = known;
        }
        return known;
    }
}
