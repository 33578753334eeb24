package com.hubify.identity.resource.reactive.handler;

import com.hubify.identity.resource.demand.HandlerDemand;
import com.hubify.identity.resource.handler.HandlerAdapters;
import com.hubify.identity.resource.handler.HandlerGuard;
import com.hubify.identity.resource.reactive.WebFluxAccess;
import com.hubify.identity.resource.reactive.WebFluxBearerErrors;
import com.hubify.identity.resource.reactive.WebFluxCredentials;
import com.hubify.identity.resource.reactive.WebFluxVerifier;
import com.hubify.identity.resource.verification.CredentialRefused;
import com.hubify.identity.resource.verification.Sender;
import com.hubify.identity.resource.web.BearerErrors;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.reactive.HandlerAdapter;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.resource.ResourceWebHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Authorizes requests at every handler of Spring WebFlux: the first handler adapter, which delegates to the next one
 * that supports the handler.
 */
public final class WebFluxHandlerGuard implements HandlerAdapter, PriorityOrdered {

    private final HandlerGuard guard;
    private final WebFluxVerifier verifier;
    private final ServerAuthenticationConverter credentials;
    private final WebFluxAccess access;
    private final WebFluxBearerErrors errors;
    private final ListableBeanFactory service;
    private final HandlerAdapters<HandlerAdapter> adapters = new HandlerAdapters<>(HandlerAdapter.class, this);

    WebFluxHandlerGuard(
            HandlerGuard guard,
            WebFluxVerifier verifier,
            WebFluxCredentials credentials,
            WebFluxAccess access,
            WebFluxBearerErrors errors,
            ListableBeanFactory service) {
        this.guard = guard;
        this.verifier = verifier;
        this.credentials = credentials.converter();
        this.access = access;
        this.errors = errors;
        this.service = service;
    }

    // Before the service's PriorityOrdered adapters, which come before all that are merely Ordered.
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public boolean supports(Object handler) {
        return true;
    }

    @Override
    public Mono<HandlerResult> handle(ServerWebExchange exchange, Object handler) {
        return access.refusal(exchange, handler instanceof ResourceWebHandler)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(refusal -> refusal.isPresent()
                        ? errors.write(exchange, refusal.get()).then(Mono.empty())
                        : guarded(exchange, handler));
    }

    private Mono<HandlerResult> guarded(ServerWebExchange exchange, Object handler) {
        if (!guard.guards(handler)) {
            return next(exchange, handler);
        }
        HandlerDemand demand = guard.demand(handler);
        return ReactiveSecurityContextHolder.getContext()
                .flatMap(context -> authentication(exchange, demand, context))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .map(known -> guard.refusal(handler, demand, known.orElse(null)))
                .onErrorResume(AuthenticationException.class, e -> Mono.just(Optional.of(BearerErrors.of(e))))
                .flatMap(refusal -> refusal.map(
                                why -> errors.write(exchange, why).<HandlerResult>then(Mono.empty()))
                        .orElseGet(() -> next(exchange, handler)));
    }

    // Written into the context of the whole request: what the handler returns is subscribed to later.
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
                .flatMap(credential -> verifier.verify(
                        credential.getToken(), Sender.at(exchange.getRequest().getRemoteAddress()), staleness))
                .map(verification -> guard.confirmed(known, verification));
    }

    private Mono<HandlerResult> next(ServerWebExchange exchange, Object handler) {
        ApplicationContext asked = exchange.getApplicationContext();
        return adapters.next(asked == null ? service : asked, handler, adapter -> adapter.supports(handler))
                .handle(exchange, handler);
    }
}
