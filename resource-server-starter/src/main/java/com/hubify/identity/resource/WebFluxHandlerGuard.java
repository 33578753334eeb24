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

    /** What became of a request: a refusal, or who may pass. */
    private record Verdict(Optional<Refusal> refusal, Optional<Authentication> passing) {}

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
        return !guard.demand(handler).isNone();
    }

    @Override
    public Mono<HandlerResult> handle(ServerWebExchange exchange, Object handler) {
        HandlerDemand demand = guard.demand(handler);
        return authentication()
                .flatMap(known -> judgedAnew(exchange, demand, known))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .map(known -> new Verdict(guard.refusal(demand, known.orElse(null)), known))
                .onErrorResume(
                        AuthenticationException.class,
                        e -> Mono.just(new Verdict(Optional.of(BearerErrors.of(e)), Optional.empty())))
                .flatMap(verdict -> verdict.refusal()
                        .map(refusal -> errors.write(exchange, refusal).<HandlerResult>then(Mono.empty()))
                        .orElseGet(() -> call(exchange, handler, verdict.passing())));
    }

    private static Mono<Authentication> authentication() {
        return ReactiveSecurityContextHolder.getContext().mapNotNull(SecurityContext::getAuthentication);
    }

    private Mono<Authentication> judgedAnew(ServerWebExchange exchange, HandlerDemand demand, Authentication known) {
        Optional<Duration> staleness = guard.recheck(demand, known);
        return staleness.isEmpty()
                ? Mono.just(known)
                : credentials
                        .convert(exchange)
                        .switchIfEmpty(Mono.error(() -> new OAuth2AuthenticationException(BearerErrors.INVALID_TOKEN)))
                        .cast(BearerTokenAuthenticationToken.class)
                        .flatMap(credential -> verifier.verify(credential.getToken(), staleness.get()))
                        .map(verification -> guard.confirmed(known, verification));
    }

    private Mono<HandlerResult> call(ServerWebExchange exchange, Object handler, Optional<Authentication> caller) {
        Mono<HandlerResult> result = next(handler).handle(exchange, handler);
        return caller.map(known -> result.contextWrite(ReactiveSecurityContextHolder.withAuthentication(known)))
                .orElse(result);
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
