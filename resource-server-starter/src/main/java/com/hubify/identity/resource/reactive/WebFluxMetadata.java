package com.hubify.identity.resource.reactive;

import com.hubify.identity.resource.web.ResourceMetadata;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Serves the resource metadata of a reactive service, to pages of any origin. Does not affect other paths.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9728#section-3">RFC 9728, section 3</a>
 */
final class WebFluxMetadata implements WebFilter {

    private final UrlBasedCorsConfigurationSource documents = new UrlBasedCorsConfigurationSource();
    private final CorsWebFilter cors = new CorsWebFilter(documents);
    private final ResourceMetadata metadata;

    WebFluxMetadata(ResourceMetadata metadata) {
        this.metadata = metadata;
        documents.registerCorsConfiguration(ResourceMetadata.PATH + "/**", ResourceMetadata.readers());
    }

    // Spring's CORS filter would refuse preflight requests to paths without CORS settings.
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (documents.getCorsConfiguration(exchange) == null) {
            return chain.filter(exchange);
        }
        boolean isRead = ResourceMetadata.READING.contains(exchange.getRequest().getMethod());
        return cors.filter(exchange, isRead ? this::write : chain);
    }

    private Mono<Void> write(ServerWebExchange exchange) {
        byte[] body =
                metadata.document(WebFluxRequestUrl.of(exchange.getRequest()).replace(ResourceMetadata.PATH, ""));
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatus.OK);
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        response.getHeaders().setContentLength(body.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}
