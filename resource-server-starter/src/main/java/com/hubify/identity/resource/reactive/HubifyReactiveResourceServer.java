package com.hubify.identity.resource.reactive;

import com.hubify.identity.resource.CallerWatch;
import com.hubify.identity.resource.HubifyAuthentication;
import com.hubify.identity.resource.RequiresRecentSignIn;
import com.hubify.identity.resource.demand.HandlerDemand;
import com.hubify.identity.resource.quota.Quotas;
import com.hubify.identity.resource.quota.WebFluxQuota;
import com.hubify.identity.resource.web.ResourceMetadata;
import java.util.function.Function;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.web.reactive.function.server.HandlerFilterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
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
 * <p>Reads and verifies bearer credentials, answers refusals and serves the resource metadata (RFC 9728). Disables
 * sessions and CSRF protection; the latter is not needed, since browsers do not send bearer tokens on their own. The
 * chain itself decides which requests need a credential.
 */
public final class HubifyReactiveResourceServer {

    private final ServerAuthenticationConverter converter;
    private final Function<ServerWebExchange, ReactiveAuthenticationManager> managers;
    private final WebFluxBearerErrors errors;
    private final ResourceMetadata metadata;
    private final CallerWatch callers;
    private final Quotas quotas;

    HubifyReactiveResourceServer(
            ServerAuthenticationConverter converter,
            Function<ServerWebExchange, ReactiveAuthenticationManager> managers,
            WebFluxBearerErrors errors,
            ResourceMetadata metadata,
            CallerWatch callers,
            Quotas quotas) {
        this.converter = converter;
        this.managers = managers;
        this.errors = errors;
        this.metadata = metadata;
        this.callers = callers;
        this.quotas = quotas;
    }

    /**
     * Completes an answer when the caller's credential becomes invalid. Credentials are verified when a request
     * arrives: without this, an answer that lasts for hours, such as server-sent events, continues after the credential
     * was revoked or has expired. The answer completes within a second, as {@link CallerWatch} says; a browser then
     * reconnects and is refused. Answers to unauthenticated requests, on public paths, are not affected.
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
     * Requires scopes on functional routes, whose handlers cannot be annotated:
     *
     * <pre>{@code
     * route().GET("/v1/labs", labs::list).filter(HubifyReactiveResourceServer.requireScope("labs:read")).build()
     * }</pre>
     *
     * <p>A caller who lacks one of them gets 403 {@code insufficient_scope}, a request without a credential 401.
     * Applies to all routes of the builder.
     *
     * @param scopes scopes such as {@code labs:read}, all of which are needed
     * @throws IllegalStateException if none is given, or one is not a scope
     */
    public static HandlerFilterFunction<ServerResponse, ServerResponse> requireScope(String... scopes) {
        return new WebFluxDemandFilter(HandlerDemand.of(scopes));
    }

    /**
     * Requires a recent sign-in of the person on functional routes, as {@link RequiresRecentSignIn} says. Applies to all
     * routes of the builder.
     *
     * @param age largest age of the sign-in, such as {@code 10m}
     * @param acr classes, one of which the sign-in must have; any if none is given
     * @throws IllegalStateException if the age is not a positive duration in whole seconds, or something is not a class
     */
    public static HandlerFilterFunction<ServerResponse, ServerResponse> requireRecentSignIn(String age, String... acr) {
        return new WebFluxDemandFilter(HandlerDemand.ofSignIn(age, acr));
    }

    /**
     * Makes the filter chain accept Hubify's credentials.
     *
     * @return the given builder
     */
    public ServerHttpSecurity credentials(ServerHttpSecurity http) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .addFilterBefore(new WebFluxMetadata(metadata), SecurityWebFiltersOrder.CORS)
                .addFilterAfter(new WebFluxQuota(quotas, errors::write), SecurityWebFiltersOrder.AUTHENTICATION)
                .oauth2ResourceServer(resource -> resource.authenticationManagerResolver(exchange -> {
                            WebFluxBearerErrors.noteRead(exchange);
                            return Mono.just(managers.apply(exchange));
                        })
                        .bearerTokenConverter(converter)
                        .authenticationEntryPoint(errors)
                        .accessDeniedHandler(errors));
    }
}
