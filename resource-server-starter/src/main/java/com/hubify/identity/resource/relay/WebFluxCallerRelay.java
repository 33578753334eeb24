package com.hubify.identity.resource.relay;

import java.util.Optional;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;

/** As {@link CallerRelay}, for WebClient: takes the caller from the reactive context, otherwise from the thread. */
final class WebFluxCallerRelay implements ExchangeFilterFunction {

    private final CallerRelay relay;

    WebFluxCallerRelay(CallerRelay relay) {
        this.relay = relay;
    }

    @Override
    public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
        return relay.goesTo(request.url(), request.headers())
                ? credential()
                        .doOnNext(credential -> RelayedClient.requireNoRedirects(next))
                        .map(credential -> with(credential, request))
                        .defaultIfEmpty(request)
                        .flatMap(next::exchange)
                : next.exchange(request);
    }

    private Mono<String> credential() {
        return ReactiveSecurityContextHolder.getContext()
                .map(context -> Optional.ofNullable(context.getAuthentication()))
                .switchIfEmpty(Mono.fromSupplier(() -> Optional.ofNullable(relay.caller())))
                .flatMap(Mono::justOrEmpty)
                .map(CallerRelay::credentialOf)
                .flatMap(Mono::justOrEmpty);
    }

    private static ClientRequest with(String credential, ClientRequest request) {
        return ClientRequest.from(request)
                .headers(headers -> headers.setBearerAuth(credential))
                .build();
    }
}
