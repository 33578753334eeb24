package com.hubify.identity.resource;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.ResourceServerProperties.Rule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/** Lets callers through as {@code hubify.resource.rules} say; where no rule matches, every caller. */
final class WebFluxRules implements ReactiveAuthorizationManager<AuthorizationContext>, ScopesSupported {

    private final UrlRules<PathPattern> rules;

    WebFluxRules(List<Rule> rules) {
        this.rules = new UrlRules<>(rules, PathPatternParser.defaultInstance::parse);
    }

    @Override
    public Mono<AuthorizationResult> authorize(Mono<Authentication> authentication, AuthorizationContext context) {
        Scopes needed = needed(context.getExchange().getRequest());
        return authentication
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .map(known -> ScopeDecision.about(known.orElse(null), needed))
                .flatMap(WebFluxRules::granted);
    }

    @Override
    public Set<String> values() {
        return rules.values();
    }

    private Scopes needed(ServerHttpRequest request) {
        PathContainer path = request.getPath().pathWithinApplication();
        return rules.needed(request.getMethod().name(), pattern -> pattern.matches(path));
    }

    // Thrown here, since Spring Security would forget which scope was missing.
    private static Mono<AuthorizationResult> granted(ScopeDecision decision) {
        return decision.isGranted()
                ? Mono.just(decision)
                : Mono.error(new AuthorizationDeniedException("Access Denied", decision));
    }
}
