package com.hubify.identity.resource.quota;

import com.hubify.identity.resource.web.Refusal;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Counts a reactive request after its credential was verified. */
public final class WebFluxQuota implements WebFilter {

    private final Quotas quotas;
    private final BiFunction<ServerWebExchange, Refusal, Mono<Void>> answer;

    /** @param answer how a refusal is answered */
    public WebFluxQuota(Quotas quotas, BiFunction<ServerWebExchange, Refusal, Mono<Void>> answer) {
        this.quotas = quotas;
        this.answer = answer;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return ReactiveSecurityContextHolder.getContext()
                .map(context -> Optional.ofNullable(quotas.admit(context.getAuthentication())))
                .defaultIfEmpty(Optional.empty())
                .flatMap(admission ->
                        admission.isEmpty() ? chain.filter(exchange) : filter(exchange, chain, admission.get()));
    }

    private Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain, Admission admission) {
        admission.tell(exchange.getResponse().getHeaders()::set);
        return admission.isAllowed() ? chain.filter(exchange) : answer.apply(exchange, admission.refusal());
    }
}
