package com.hubify.identity.resource.reactive.metadata;

import com.hubify.identity.resource.web.ResourceMetadata;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Serves the metadata document of a reactive service.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9728#section-3">RFC 9728, section 3</a>
 */
public final class WebFluxMetadata implements WebFilter {

    private static final PathPattern PATH = PathPatternParser.defaultInstance.parse(ResourceMetadata.PATH + "/**");

    private final ResourceMetadata metadata;

    public WebFluxMetadata(ResourceMetadata metadata) {
        this.metadata = metadata;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        boolean asked = ResourceMetadata.READING.contains(request.getMethod())
                && PATH.matches(request.getPath().pathWithinApplication());
        return asked ? write(exchange) : chain.filter(exchange);
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
