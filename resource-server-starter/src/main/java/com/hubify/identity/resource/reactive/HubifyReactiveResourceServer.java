package com.hubify.identity.resource.reactive;

import com.hubify.identity.resource.CallerWatch;
import com.hubify.identity.resource.HubifyAuthentication;
import com.hubify.identity.resource.web.ResourceMetadata;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.web.reactive.function.server.HandlerFilterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes a filter chain accept Hubify's credentials, for reactive services that bring their own
 * {@code SecurityWebFilterChain}. A bean:
 *
 * <pre>{@code
 * @Bean
 * SecurityWebFilterChain chain(ServerHttpSecurity http, HubifyReactiveResourceServer hubify) {
 *     return hubify.credentials(http)
 *             .authorizeExchange(exchanges -> exchanges.anyExchange().authenticated())
 *             .build();
 * }
 * }</pre>
 *
 * <p>Reads and verifies bearer credentials, answers refusals and serves the metadata document. Switches off sessions and,
 * since no browser sends a bearer token by itself, protection against forged requests. Which request needs a credential
 * stays the chain's own decision.
 */
public final class HubifyReactiveResourceServer {

    private final ServerAuthenticationConverter converter;
    private final WebFluxAuthenticationManager manager;
    private final WebFluxBearerErrors errors;
    private final ResourceMetadata metadata;
    private final CallerWatch callers;

    HubifyReactiveResourceServer(
            ServerAuthenticationConverter converter,
            WebFluxAuthenticationManager manager,
            WebFluxBearerErrors errors,
            ResourceMetadata metadata,
            CallerWatch callers) {
        this.converter = converter;
        this.manager = manager;
        this.errors = errors;
        this.metadata = metadata;
        this.callers = callers;
    }

    /**
     * Ends an answer with its caller's credential. Credentials are judged when a request comes: without this, an answer that
     * goes on for hours, such as server-sent events, goes on after its credential was revoked or has expired. Ends within a
     * second, as {@link CallerWatch} says, by completing; a browser then comes back and is refused. An answer to nobody in
     * particular, on a public path, is left alone.
     */
    public <T> Flux<T> untilCallerEnds(Flux<T> answer) {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .ofType(HubifyAuthentication.class)
                .map(caller -> answer.takeUntilOther(end(caller)))
                .defaultIfEmpty(answer)
                .flatMapMany(ending -> ending);
    }

    private Mono<Void> end(HubifyAuthentication caller) {
        return Mono.create(end -> {
            CallerWatch.Registration watched = callers.onEnd(caller, end::success);
            end.onDispose(watched::close);
        });
    }

    /**
     * Asks for scopes on functional routes, whose handlers carry no annotation:
     *
     * <pre>{@code
     * route().GET("/v1/labs", labs::list).filter(HubifyReactiveResourceServer.requireScope("labs:read")).build()
     * }</pre>
     *
     * <p>A caller who lacks one of them gets 403 with its name, a request without credential 401. For all routes that are
     * built together with the filter.
     *
     * @param scopes scopes such as {@code labs:read}, all of which are needed
     * @throws IllegalStateException if there is none, or one is not a scope
     */
    public static HandlerFilterFunction<ServerResponse, ServerResponse> requireScope(String... scopes) {
        return new WebFluxScopeFilter(scopes);
    }

    /** Has this chain accept credentials; returns it, to go on with. */
    public ServerHttpSecurity credentials(ServerHttpSecurity http) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .addFilterBefore(new WebFluxMetadata(metadata), SecurityWebFiltersOrder.CORS)
                .oauth2ResourceServer(resource -> resource.authenticationManagerResolver(exchange -> {
                            WebFluxBearerErrors.noteRead(exchange);
                            return Mono.just(manager);
                        })
                        .bearerTokenConverter(converter)
                        .authenticationEntryPoint(errors)
                        .accessDeniedHandler(errors));
    }
}
