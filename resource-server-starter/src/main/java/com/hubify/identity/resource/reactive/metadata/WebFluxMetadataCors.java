package com.hubify.identity.resource.reactive.metadata;

import com.hubify.identity.resource.web.ResourceMetadata;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets pages of any origin read the metadata document; every other path is left to the service's own settings. */
public final class WebFluxMetadataCors implements WebFilter {

    private final UrlBasedCorsConfigurationSource documents = new UrlBasedCorsConfigurationSource();
    private final CorsWebFilter filter = new CorsWebFilter(documents);

    public WebFluxMetadataCors() {
        documents.registerCorsConfiguration(ResourceMetadata.PATH + "/**", ResourceMetadata.readers());
    }

    // Spring's filter would refuse every preflight of a path that it knows nothing about.
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return documents.getCorsConfiguration(exchange) == null
                ? chain.filter(exchange)
                : filter.filter(exchange, chain);
    }
}
