package com.hubify.identity.resource.reactive;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.settings.ResourceServerProperties.Rule;
import com.hubify.identity.resource.web.ActuatorAccess;
import com.hubify.identity.resource.web.ScopeDecision;
import com.hubify.identity.resource.web.ScopesNeeded;
import com.hubify.identity.resource.web.ScopesSupported;
import com.hubify.identity.resource.web.UrlRules;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Applies {@code hubify.resource.rules}. If no rule matches, every authenticated caller is allowed; at the actuator no
 * caller, except at health.
 */
final class WebFluxRules
        implements ReactiveAuthorizationManager<AuthorizationContext>,
                ScopesSupported,
                ScopesNeeded<ServerHttpRequest> {

    private static final AuthorizationResult PASSES = new AuthorizationDecision(true);

    private final UrlRules<PathPattern> rules;

    private final @Nullable ActuatorAccess actuator;

    /** @param actuator base path of the actuator; null if there is none */
    WebFluxRules(List<Rule> rules, @Nullable ActuatorAccess actuator) {
        this.actuator = actuator;
        this.rules = new UrlRules<>(rules, PathPatternParser.defaultInstance::parse, UrlRules.ANY_CASE::parse);
    }

    @Override
    public Mono<AuthorizationResult> authorize(Mono<Authentication> authentication, AuthorizationContext context) {
        WebFluxSeenPath.note(context.getExchange());
        Mono<Boolean> isClosed = actuator == null
                ? Mono.just(false)
                : endpoints().matches(context.getExchange()).map(ServerWebExchangeMatcher.MatchResult::isMatch);
        return isClosed.flatMap(
                closed -> (closed && actuator != null ? only(actuator) : all()).authorize(authentication, context));
    }

    private ReactiveAuthorizationManager<AuthorizationContext> all() {
        return (authentication, context) -> {
            Scopes needed = neededFor(context.getExchange().getRequest());
            return decision(authentication, known -> ScopeDecision.about(known, needed));
        };
    }

    private static ServerWebExchangeMatcher endpoints() {
        return EndpointRequest.toAnyEndpoint().excluding("health");
    }

    @Override
    public Scopes neededFor(ServerHttpRequest request) {
        return needed(request, rule -> true).orElseGet(Scopes::none);
    }

    /** Applies the rules that name the actuator. If none of these matches, no caller is allowed. */
    ReactiveAuthorizationManager<AuthorizationContext> only(ActuatorAccess actuator) {
        return (authentication, context) -> {
            Optional<Scopes> needed = needed(context.getExchange().getRequest(), actuator::isNamedBy);
            return decision(
                    authentication,
                    known -> needed.map(scopes -> ScopeDecision.about(known, scopes))
                            .orElseGet(() -> ScopeDecision.closed(known, actuator.reason())));
        };
    }

    /** Applies those of the selected rules that require scopes. If none of these matches, every request is allowed. */
    ReactiveAuthorizationManager<AuthorizationContext> scoped(Predicate<Rule> which) {
        return (authentication, context) -> needed(context.getExchange().getRequest(), which)
                .filter(needed -> !needed.areNone())
                .map(needed -> decision(authentication, known -> ScopeDecision.about(known, needed)))
                .orElseGet(() -> Mono.just(PASSES));
    }

    @Override
    public Set<String> values() {
        return rules.values();
    }

    private Optional<Scopes> needed(ServerHttpRequest request, Predicate<Rule> which) {
        PathContainer path = request.getPath().pathWithinApplication();
        return rules.needed(request.getMethod().name(), pattern -> pattern.matches(path), which);
    }

    private static Mono<AuthorizationResult> decision(
            Mono<Authentication> authentication, Function<@Nullable Authentication, ScopeDecision> about) {
        return authentication
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .map(known -> about.apply(known.orElse(null)))
                .flatMap(WebFluxRules::granted);
    }

    // Thrown here, since Spring Security would discard the decision with the missing scope.
    private static Mono<AuthorizationResult> granted(ScopeDecision decision) {
        return decision.isGranted()
                ? Mono.just(decision)
                : Mono.error(new AuthorizationDeniedException("Access Denied", decision));
    }
}
