package com.hubify.identity.resource;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.oauth2.server.resource.OAuth2ProtectedResourceMetadata;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Serves the metadata document of a reactive service; Spring Security has this for servlets only.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9728#section-3">RFC 9728, section 3</a>
 */
final class WebFluxMetadata implements WebFilter {

    private static final PathPattern PATH = PathPatternParser.defaultInstance.parse(ResourceMetadata.PATH + "/**");

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final ResourceMetadata metadata;

    WebFluxMetadata(ResourceMetadata metadata) {
        this.metadata = metadata;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        boolean asked = READING.contains(request.getMethod())
                && PATH.matches(request.getPath().pathWithinApplication());
        return asked ? write(exchange) : chain.filter(exchange);
    }

    private Mono<Void> write(ServerWebExchange exchange) {
        OAuth2ProtectedResourceMetadata.Builder document = OAuth2ProtectedResourceMetadata.builder()
                .resource(WebFluxRequestUrl.of(exchange.getRequest()).replace(ResourceMetadata.PATH, ""))
                .bearerMethod("header")
                .tlsClientCertificateBoundAccessTokens(true);
        metadata.accept(document);
        byte[] body = JSONObjectUtils.toJSONString(document.build().getClaims()).getBytes(StandardCharsets.UTF_8);
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatus.OK);
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        response.getHeaders().setContentLength(body.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}
