package com.hubify.identity.resource;

import com.hubify.identity.protocol.Scopes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Enforces {@link RequiresScope} on every handler of every handler mapping. It answers by itself instead of throwing, since
 * a service's own exception handler for everything would turn the refusal into something else.
 */
final class ScopeInterceptor implements HandlerInterceptor {

    private final RequiredScopes required;
    private final BearerErrors errors;
    private final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();

    ScopeInterceptor(RequiredScopes required, BearerErrors errors) {
        this.required = required;
        this.errors = errors;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        Scopes asked = required.of(handler);
        if (asked.isEmpty()) {
            return true;
        }
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !trust.isAuthenticated(authentication)) {
            errors.commence(request, response, new InsufficientAuthenticationException("no credential"));
            return false;
        }
        if (!ScopeAuthorities.heldBy(authentication).coverAll(asked)) {
            errors.insufficientScope(request, response, asked);
            return false;
        }
        return true;
    }
}
