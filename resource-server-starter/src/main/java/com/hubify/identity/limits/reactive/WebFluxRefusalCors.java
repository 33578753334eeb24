package com.hubify.identity.limits.reactive;

import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.adapter.DefaultServerWebExchange;
import org.springframework.web.server.i18n.AcceptHeaderLocaleContextResolver;
import org.springframework.web.server.session.DefaultWebSessionManager;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Adds CORS headers to a refusal, so that a page that may read other answers of the path may read this one. The limits
 * apply before the service's CORS processing, so its settings are looked up here: CORS filters, CORS configuration
 * sources, handler mappings and handlers.
 */
final class WebFluxRefusalCors {

    private final ListableBeanFactory beans;

    WebFluxRefusalCors(ListableBeanFactory beans) {
        this.beans = beans;
    }

    /** Adds the CORS headers; none if the service does not allow the request's origin. */
    Mono<Void> addTo(ServerHttpRequest request, ServerHttpResponse response) {
        if (request.getHeaders().getFirst(HttpHeaders.ORIGIN) == null) {
            return Mono.empty();
        }
        return Mono.defer(() -> {
                    ServerWebExchange exchange = new DefaultServerWebExchange(
                            request,
                            response,
                            new DefaultWebSessionManager(),
                            ServerCodecConfigurer.create(),
                            new AcceptHeaderLocaleContextResolver());
                    return Flux.fromStream(filters())
                            .concatMap(filter -> filter.filter(exchange, same -> Mono.empty()))
                            .thenMany(Flux.fromStream(mappings()))
                            .concatMap(mapping -> mapping.getHandler(exchange))
                            .next()
                            .then();
                })
                .onErrorComplete();
    }

    private Stream<CorsWebFilter> filters() {
        return Stream.concat(
                beans.getBeanProvider(CorsWebFilter.class).stream(),
                beans.getBeanProvider(CorsConfigurationSource.class).stream().map(CorsWebFilter::new));
    }

    /** Looking up the handler makes its mapping set the CORS headers. */
    private Stream<HandlerMapping> mappings() {
        return beans.getBeanProvider(DispatcherHandler.class).stream()
                .flatMap(dispatcher -> Stream.ofNullable(dispatcher.getHandlerMappings()))
                .flatMap(all -> all.stream());
    }
}
