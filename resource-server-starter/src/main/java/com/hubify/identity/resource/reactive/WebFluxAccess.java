package com.hubify.identity.resource.reactive;

import com.hubify.identity.resource.settings.ResourceServerProperties;
import com.hubify.identity.resource.web.ActuatorAccess;
import com.hubify.identity.resource.web.BearerErrors;
import com.hubify.identity.resource.web.Refusal;
import java.util.List;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.security.web.server.authorization.DelegatingReactiveAuthorizationManager;
import org.springframework.security.web.server.authorization.DelegatingReactiveAuthorizationManager.Builder;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcherEntry;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Authorization of the starter's filter chains: permits health and the public paths, and applies the rules to callers.
 */
public final class WebFluxAccess implements ReactiveAuthorizationManager<AuthorizationContext> {

    private static final AuthorizationResult PASSES = new AuthorizationDecision(true);

    private final ResourceServerProperties properties;
    private final WebFluxRules rules;
    private final WebFluxUnmatchedExchanges unmatched;
    private final Environment environment;
    private final Customizer<ServerHttpSecurity> cors;
    private final ReactiveAuthorizationManager<ServerWebExchange> sent;
    private final ReactiveAuthorizationManager<ServerWebExchange> handled;
    private final ReactiveAuthorizationManager<ServerWebExchange> ofFiles;
    private final ReactiveAuthorizationManager<ServerWebExchange> others;

    /** @param cors adds CORS processing to a chain */
    WebFluxAccess(
            ResourceServerProperties properties,
            WebFluxRules rules,
            WebFluxUnmatchedExchanges unmatched,
            Environment environment,
            Customizer<ServerHttpSecurity> cors) {
        this.properties = properties;
        this.rules = rules;
        this.unmatched = unmatched;
        this.environment = environment;
        this.cors = cors;
        this.sent = withOthers(rules);
        this.handled = withOthers(rules.scoped(rule -> true));
        this.ofFiles = withOthers(rules.scoped(rule -> !rule.isForEverything()));
        ReactiveAuthorizationManager<AuthorizationContext> scoped = rules.scoped(rule -> true);
        this.others =
                (authentication, exchange) -> scoped.authorize(authentication, new AuthorizationContext(exchange));
    }

    /** Configures the authorization of a chain. */
    void decide(ServerHttpSecurity http) {
        cors.customize(http);
        http.authorizeExchange(exchanges -> exchanges.anyExchange().access(this));
    }

    @Override
    public Mono<AuthorizationResult> authorize(Mono<Authentication> authentication, AuthorizationContext context) {
        WebFluxSeenPath.note(context.getExchange());
        return sent.authorize(authentication, context.getExchange());
    }

    /**
     * The refusal for a request whose path a filter has changed after the filter chains authorized it; empty if it is
     * allowed at the new path, too. Otherwise a caller who may access one path could reach what a rule protects at the
     * other.
     *
     * @param isFile whether the handler serves static files, such as the welcome page, to which a rule for everything
     *     does not apply
     */
    public Mono<Refusal> refusal(ServerWebExchange exchange, boolean isFile) {
        if (WebFluxSeenPath.isSame(exchange)) {
            return Mono.empty();
        }
        return elsewhere(exchange, isFile)
                .flatMap(decision -> decision.authorize(
                        ReactiveSecurityContextHolder.getContext().mapNotNull(SecurityContext::getAuthentication),
                        exchange))
                .then(Mono.<Refusal>empty())
                .onErrorResume(AccessDeniedException.class, denied -> Mono.just(BearerErrors.of(denied)));
    }

    // What decides about the final path of a request. If a filter chain of the service matches it, that chain's own
    // decision is not known here, but the rules that name the path are applied.
    private Mono<ReactiveAuthorizationManager<ServerWebExchange>> elsewhere(
            ServerWebExchange exchange, boolean isFile) {
        ReactiveAuthorizationManager<ServerWebExchange> ours = isFile ? ofFiles : handled;
        if (WebFluxSeenPath.isByRules(exchange)) {
            return Mono.just(ours);
        }
        boolean isNoted = WebFluxSeenPath.isNoted(exchange);
        return unmatched
                .matches(exchange)
                .filter(ServerWebExchangeMatcher.MatchResult::isMatch)
                .map(matched -> isNoted ? sent : ours)
                .switchIfEmpty(Mono.justOrEmpty(isNoted ? others : null));
    }

    private ReactiveAuthorizationManager<ServerWebExchange> withOthers(
            ReactiveAuthorizationManager<AuthorizationContext> others) {
        Builder exchanges = DelegatingReactiveAuthorizationManager.builder();
        if (ActuatorAccess.isPresent()) {
            ActuatorAccess actuator = ActuatorAccess.of(environment);
            open(exchanges, EndpointRequest.to("health"));
            open(exchanges, EndpointRequest.toAdditionalPaths(WebServerNamespace.SERVER, "health"));
            open(exchanges, actuator.named(properties.publicPaths()));
            exchanges.add(new ServerWebExchangeMatcherEntry<>(EndpointRequest.toAnyEndpoint(), rules.only(actuator)));
        }
        open(exchanges, properties.publicPaths());
        return exchanges
                .add(new ServerWebExchangeMatcherEntry<>(ServerWebExchangeMatchers.anyExchange(), others))
                .build();
    }

    private static void open(Builder exchanges, List<String> paths) {
        if (!paths.isEmpty()) {
            String[] patterns = paths.toArray(String[]::new);
            open(exchanges, ServerWebExchangeMatchers.pathMatchers(HttpMethod.GET, patterns));
            open(exchanges, ServerWebExchangeMatchers.pathMatchers(HttpMethod.HEAD, patterns));
        }
    }

    private static void open(Builder exchanges, ServerWebExchangeMatcher matcher) {
        exchanges.add(new ServerWebExchangeMatcherEntry<>(matcher, (authentication, context) -> Mono.just(PASSES)));
    }
}
