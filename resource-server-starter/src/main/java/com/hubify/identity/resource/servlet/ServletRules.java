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
 * Applies {@code hubify.resource.rules}. If no rule matches, every authenticated caller is allowed; at the actuator no
 * caller, except at health.
 *
 * <p>If Spring MVC is mapped below a path ({@code spring.mvc.servlet.path}), a pattern applies both below that path and
 * literally: other servlets, such as Jersey's, are not below it, and a rule for their paths would otherwise never
 * match.
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
     * Matches paths as the service's own filter chains do.
     *
     * @param exact builder of their matchers
     * @param servletPath path of Spring MVC's servlet; empty if at the root
     * @param actuator base path of the actuator; null if there is none
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

    /** Applies the rules that name the actuator. If none of these matches, no caller is allowed. */
    AuthorizationManager<RequestAuthorizationContext> only(ActuatorAccess actuator) {
        return (authentication, context) -> {
            HttpServletRequest request = context.getRequest();
            return rules.needed(request.getMethod(), matcher -> matcher.matches(request), actuator::isNamedBy)
                    .map(needed -> ScopeDecision.about(authentication.get(), needed))
                    .orElseGet(() -> ScopeDecision.closed(authentication.get(), actuator.reason()));
        };
    }

    /** Applies those of the selected rules that require scopes. If none of these matches, every request is allowed. */
    AuthorizationManager<RequestAuthorizationContext> scoped(Predicate<Rule> which) {
        return (authentication, context) -> {
            HttpServletRequest request = context.getRequest();
            return rules.needed(request.getMethod(), matcher -> matcher.matches(request), which)
                    .filter(needed -> !needed.areNone())
                    .<AuthorizationResult>map(needed -> ScopeDecision.about(authentication.get(), needed))
                    .orElse(PASSES);
        };
    }

    /** A matcher for a path pattern, as the rules use it. */
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
