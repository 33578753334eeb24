package com.hubify.identity.resource.quota;

import com.hubify.identity.resource.web.Refusal;
import com.hubify.identity.resource.web.RefusalAnswer;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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
                        filter(exchange, chain, admission.isPresent() ? admission.get() : quotas.stranger()));
    }

    private Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain, @Nullable Admission admission) {
        if (admission == null) {
            return chain.filter(exchange);
        }
        HttpHeaders headers = exchange.getResponse().getHeaders();
        admission.tell(headers::set);
        if (headers.containsHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)) {
            headers.add(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, RefusalAnswer.EXPOSED);
        }
        return admission.isAllowed() ? chain.filter(exchange) : answer.apply(exchange, admission.refusal());
    }
}
