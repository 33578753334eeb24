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
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Lets callers through as {@code hubify.resource.rules} say; where no rule matches, every caller. Of the actuator only health, and
 * what a rule names.
 *
 * <p>Where Spring MVC is mapped below a path ({@code spring.mvc.servlet.path}), a pattern is for paths of MVC's handlers below it,
 * and for the path as it is written, too: other servlets, such as Jersey's, are not below it, and a rule for theirs would
 * otherwise never match.
 */
final class ServletRules
        implements AuthorizationManager<RequestAuthorizationContext>,
                ScopesSupported,
                ScopesNeeded<HttpServletRequest> {

    private static final AuthorizationResult PASSES = new AuthorizationDecision(true);

    private final PathPatternRequestMatcher.Builder exact;
    private final String servletPath;
    private final UrlRules<RequestMatcher> rules;
    private final @Nullable ActuatorAccess actuator;

    /**
     * Matches as the service's own chains do.
     *
     * @param exact what these make matchers with
     * @param servletPath where Spring MVC is mapped, empty if at the root
     * @param actuator where the actuator is, if there is one
     */
    ServletRules(
            List<Rule> rules,
            PathPatternRequestMatcher.Builder exact,
            String servletPath,
            @Nullable ActuatorAccess actuator) {
        this.exact = exact;
        this.servletPath = servletPath;
        this.actuator = actuator;
        this.rules = new UrlRules<>(rules, this::matcher, this::anyCase);
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
        return either(exact.matcher(pattern), PathPatternRequestMatcher.withDefaults(), pattern);
    }

    private RequestMatcher anyCase(String pattern) {
        PathPatternRequestMatcher.Builder anyCase = PathPatternRequestMatcher.withPathPatternParser(UrlRules.ANY_CASE);
        return either(
                (servletPath.isEmpty() ? anyCase : anyCase.basePath(servletPath)).matcher(pattern), anyCase, pattern);
    }

    private RequestMatcher either(RequestMatcher below, PathPatternRequestMatcher.Builder fromTheRoot, String pattern) {
        return servletPath.isEmpty() ? below : new OrRequestMatcher(below, fromTheRoot.matcher(pattern));
    }

    @Override
    public Set<String> values() {
        return rules.values();
    }
}
