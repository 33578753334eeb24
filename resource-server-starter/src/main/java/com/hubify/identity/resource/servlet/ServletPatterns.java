package com.hubify.identity.resource.servlet;

import com.hubify.identity.resource.web.UrlRules;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Matches path patterns of settings. Where Spring MVC is mapped below a path ({@code spring.mvc.servlet.path}), a pattern is for
 * paths of MVC's handlers below it, and for the path as it is written, too: other servlets, such as Jersey's, are not below it,
 * and a rule for theirs would otherwise never match.
 */
final class ServletPatterns {

    private final PathPatternRequestMatcher.Builder exact;
    private final String servletPath;

    /**
     * Matches as the service's own chains do.
     *
     * @param exact what these make matchers with
     * @param servletPath where Spring MVC is mapped, empty if at the root
     */
    ServletPatterns(PathPatternRequestMatcher.Builder exact, String servletPath) {
        this.exact = exact;
        this.servletPath = servletPath;
    }

    RequestMatcher matcher(String pattern) {
        return either(exact.matcher(pattern), PathPatternRequestMatcher.withDefaults(), pattern);
    }

    /** Deaf to the case of letters. */
    RequestMatcher anyCase(String pattern) {
        PathPatternRequestMatcher.Builder anyCase = PathPatternRequestMatcher.withPathPatternParser(UrlRules.ANY_CASE);
        return either(
                (servletPath.isEmpty() ? anyCase : anyCase.basePath(servletPath)).matcher(pattern), anyCase, pattern);
    }

    private RequestMatcher either(RequestMatcher below, PathPatternRequestMatcher.Builder fromTheRoot, String pattern) {
        return servletPath.isEmpty() ? below : new OrRequestMatcher(below, fromTheRoot.matcher(pattern));
    }
}
