package com.hubify.identity.resource.servlet;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.settings.ResourceServerProperties.Rule;
import com.hubify.identity.resource.web.ActuatorAccess;
import com.hubify.identity.resource.web.ScopeDecision;
import com.hubify.identity.resource.web.ScopesNeeded;
import com.hubify.identity.resource.web.ScopesSupported;
import com.hubify.identity.resource.web.UrlRules;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Lets callers through as {@code hubify.resource.rules} say; where no rule matches, every caller. Of the actuator only health, and what a
 * rule names.
 */
final class ServletRules
        implements AuthorizationManager<RequestAuthorizationContext>,
                ScopesSupported,
                ScopesNeeded<HttpServletRequest> {

    private static final AuthorizationResult PASSES = new AuthorizationDecision(true);

    private final ServletPatterns patterns;
    private final UrlRules<RequestMatcher> rules;
    private final @Nullable ActuatorAccess actuator;

    /** @param actuator where the actuator is, if there is one */
    ServletRules(List<Rule> rules, ServletPatterns patterns, @Nullable ActuatorAccess actuator) {
        this.actuator = actuator;
        this.patterns = patterns;
        this.rules = new UrlRules<>(rules, patterns::matcher, patterns::anyCase);
    }

    @Override
    public @Nullable AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        ServletSeenPath.note(context.getRequest());
        if (actuator != null && endpoints().matches(context.getRequest())) {
            return only(actuator).authorize(authentication, context);
        }
        return ScopeDecision.about(authentication.get(), neededFor(context.getRequest()));
    }

    private static RequestMatcher endpoints() {
        return EndpointRequest.toAnyEndpoint().excluding("health");
    }

    @Override
    public Scopes neededFor(HttpServletRequest request) {
        return rules.needed(request.getMethod(), matcher -> matcher.matches(request));
    }

    /** Lets callers to the actuator as the rules say that name it; where none of these matches, no caller. */
    AuthorizationManager<RequestAuthorizationContext> only(ActuatorAccess actuator) {
        return (authentication, context) -> {
            HttpServletRequest request = context.getRequest();
            return rules.needed(request.getMethod(), matcher -> matcher.matches(request), actuator::isNamedBy)
                    .map(needed -> ScopeDecision.about(authentication.get(), needed))
                    .orElseGet(() -> ScopeDecision.closed(authentication.get(), actuator.reason()));
        };
    }

    /** Holds callers to those of some rules that ask for scopes; where none of these matches, everybody passes. */
    AuthorizationManager<RequestAuthorizationContext> scoped(Predicate<Rule> which) {
        return (authentication, context) -> {
            HttpServletRequest request = context.getRequest();
            return rules.needed(request.getMethod(), matcher -> matcher.matches(request), which)
                    .filter(needed -> !needed.areNone())
                    .<AuthorizationResult>map(needed -> ScopeDecision.about(authentication.get(), needed))
                    .orElse(PASSES);
        };
    }

    /** Matches a path pattern as the rules do. */
    RequestMatcher matcher(String pattern) {
        return patterns.matcher(pattern);
    }

    @Override
    public Set<String> values() {
        return rules.values();
    }
}
