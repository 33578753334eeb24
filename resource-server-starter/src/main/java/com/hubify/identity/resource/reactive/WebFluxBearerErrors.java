package com.hubify.identity.resource.reactive;

import com.hubify.identity.envelope.RequestIds;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.HubifyAuthentication;
import com.hubify.identity.resource.quota.Admission;
import com.hubify.identity.resource.quota.Quotas;
import com.hubify.identity.resource.refusal.Sent;
import com.hubify.identity.resource.web.BearerErrors;
import com.hubify.identity.resource.web.BearerTokens;
import com.hubify.identity.resource.web.Refusal;
import com.hubify.identity.resource.web.RefusalAnswer;
import com.hubify.identity.resource.web.RefusalLog;
import com.hubify.identity.resource.web.ResourceMetadata;
import com.hubify.identity.resource.web.ScopesNeeded;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers refused requests in reactive services. */
public final class WebFluxBearerErrors implements ServerAuthenticationEntryPoint, ServerAccessDeniedHandler {

    private static final String READ = WebFluxBearerErrors.class.getName() + ".READ";

    private static final String UNREAD =
            "a bearer credential was sent, but the filter chain for this path does not read Hubify's: inject the"
                    + " bean HubifyReactiveResourceServer where that SecurityWebFilterChain is built, and begin with"
                    + " hubify.credentials(http)";

    private final RequestIds ids;
    private final RefusalLog log;
    private final Quotas quotas;
    private final Supplier<List<ScopesNeeded<ServerHttpRequest>>> scopes;

    WebFluxBearerErrors(
            RequestIds ids, RefusalLog log, Quotas quotas, ObjectProvider<ScopesNeeded<ServerHttpRequest>> scopes) {
        this.ids = ids;
        this.log = log;
        this.quotas = quotas;
        this.scopes = SingletonSupplier.of(() -> scopes.orderedStream().toList());
    }

    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException failure) {
        return write(exchange, BearerErrors.of(failure));
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException denied) {
        return write(exchange, BearerErrors.of(denied));
    }

    public Mono<Void> write(ServerWebExchange exchange, Refusal asked) {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .ofType(HubifyAuthentication.class)
                .map(known -> Optional.of(known.caller()))
                .defaultIfEmpty(Optional.empty())
                .flatMap(caller -> write(exchange, asked, caller.orElse(null)));
    }

    private Mono<Void> write(ServerWebExchange exchange, Refusal asked, @Nullable Caller caller) {
        return Mono.defer(() -> {
            Refusal refusal = asSent(exchange, asked);
            ServerHttpRequest request = exchange.getRequest();
            ServerHttpResponse response = exchange.getResponse();
            String id = ids.keep(response.getHeaders().getFirst(RequestIds.HEADER));
            log.note(refusal, id, request.getMethod().name(), request.getURI().getRawPath(), sent(request, caller));
            RefusalAnswer answer = RefusalAnswer.to(
                    id,
                    request.getHeaders().getFirst(HttpHeaders.ACCEPT),
                    needing(request, refusal),
                    ResourceMetadata.address(
                            WebFluxRequestUrl.of(request),
                            request.getPath().contextPath().value()));
            response.setStatusCode(answer.status());
            answer.headers().forEach(response.getHeaders()::set);
            tellOrigin(response.getHeaders());
            return response.writeWith(Mono.just(response.bufferFactory().wrap(answer.body())));
        });
    }

    private void tellOrigin(HttpHeaders headers) {
        Admission stranger = headers.containsHeader(Admission.LIMIT) ? null : quotas.stranger();
        if (stranger != null) {
            stranger.tell(headers::set);
        }
        if (headers.containsHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)
                && !headers.getOrEmpty(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS)
                        .contains(RefusalAnswer.EXPOSED)) {
            headers.add(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, RefusalAnswer.EXPOSED);
        }
    }

    private static Sent sent(ServerHttpRequest request, @Nullable Caller caller) {
        InetSocketAddress peer = request.getRemoteAddress();
        return new Sent(
                caller,
                request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION),
                peer == null || peer.isUnresolved() ? null : peer.getAddress().getHostAddress());
    }

    /** Records that a filter chain has read the credential of the request. */
    static void noteRead(ServerWebExchange exchange) {
        exchange.getAttributes().put(READ, true);
    }

    private static Refusal asSent(ServerWebExchange exchange, Refusal refusal) {
        return exchange.getAttribute(READ) == null
                        && BearerTokens.areSent(
                                exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION))
                ? BearerErrors.unread(refusal, UNREAD)
                : refusal;
    }

    private Refusal needing(ServerHttpRequest request, Refusal refusal) {
        Refusal needing = refusal;
        for (ScopesNeeded<ServerHttpRequest> each : scopes.get()) {
            needing = needing.needing(each.neededFor(request));
        }
        return needing;
    }
}
