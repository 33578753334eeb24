package com.hubify.identity.resource;

import java.util.Objects;
import java.util.Optional;
import org.springframework.context.ApplicationContext;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.web.reactive.function.server.HandlerFilterFunction;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Lets a functional route's request through if its caller has some scopes. */
final class WebFluxScopeFilter implements HandlerFilterFunction<ServerResponse, ServerResponse> {

    private final HandlerDemand demand;

    WebFluxScopeFilter(String... scopes) {
        this.demand = HandlerDemand.of(scopes);
    }

    // Answered here and not thrown, as at other handlers: the route's own onError would make something else of it.
    @Override
    public Mono<ServerResponse> filter(ServerRequest request, HandlerFunction<ServerResponse> next) {
        ApplicationContext service = Objects.requireNonNull(request.exchange().getApplicationContext());
        HandlerGuard guard = service.getBean(HandlerGuard.class);
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .map(known -> guard.refusal(demand, known.orElse(null)))
                .flatMap(refusal -> refusal.map(why -> answer(why, service.getBean(WebFluxBearerErrors.class)))
                        .orElseGet(() -> next.handle(request)));
    }

    private static Mono<ServerResponse> answer(Refusal refusal, WebFluxBearerErrors errors) {
        return ServerResponse.status(refusal.status()).build((exchange, context) -> errors.write(exchange, refusal));
    }
}
