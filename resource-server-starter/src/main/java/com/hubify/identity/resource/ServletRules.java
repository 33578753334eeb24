package com.hubify.identity.resource;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.ResourceServerProperties.Rule;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Lets callers through as {@code hubify.resource.rules} say; where no rule matches, every caller. */
final class ServletRules
        implements AuthorizationManager<RequestAuthorizationContext>,
                ScopesSupported,
                ScopesNeeded<HttpServletRequest> {

    private final UrlRules<PathPatternRequestMatcher> rules;

    /** @param servletPath where Spring MVC is mapped, empty if at the root */
    ServletRules(List<Rule> rules, PathPatternRequestMatcher.Builder matchers, String servletPath) {
        PathPatternRequestMatcher.Builder anyCase = PathPatternRequestMatcher.withPathPatternParser(UrlRules.ANY_CASE);
        this.rules = new UrlRules<>(
                rules,
                matchers::matcher,
                servletPath.isEmpty() ? anyCase::matcher : anyCase.basePath(servletPath)::matcher);
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        return ScopeDecision.about(authentication.get(), neededFor(context.getRequest()));
    }

    @Override
    public Scopes neededFor(HttpServletRequest request) {
        return rules.needed(request.getMethod(), matcher -> matcher.matches(request));
    }

    /** Lets callers through as some of the rules say; where none of these matches, no caller. */
    AuthorizationManager<RequestAuthorizationContext> only(Predicate<Rule> which) {
        return (authentication, context) -> {
            HttpServletRequest request = context.getRequest();
            return rules.needed(request.getMethod(), matcher -> matcher.matches(request), which)
                    .map(needed -> ScopeDecision.about(authentication.get(), needed))
                    .orElseGet(() -> ScopeDecision.closed(authentication.get()));
        };
    }

    @Override
    public Set<String> values() {
        return rules.values();
    }
}
