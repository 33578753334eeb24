package com.hubify.identity.resource;

import com.hubify.identity.resource.ResourceServerProperties.Rule;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Lets callers through as {@code hubify.resource.rules} say; where no rule matches, every caller. */
final class ServletRules implements AuthorizationManager<RequestAuthorizationContext>, ScopesSupported {

    private final UrlRules<PathPatternRequestMatcher> rules;

    ServletRules(List<Rule> rules, PathPatternRequestMatcher.Builder matchers) {
        this.rules = new UrlRules<>(rules, matchers::matcher);
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        HttpServletRequest request = context.getRequest();
        return ScopeDecision.about(
                authentication.get(), rules.needed(request.getMethod(), matcher -> matcher.matches(request)));
    }

    @Override
    public Set<String> values() {
        return rules.values();
    }
}
