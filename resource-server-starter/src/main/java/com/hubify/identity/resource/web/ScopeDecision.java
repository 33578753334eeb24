package com.hubify.identity.resource.web;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.HubifyAuthentication;
import com.hubify.identity.resource.ScopeAuthorities;
import com.hubify.identity.resource.verification.VerifiedAuthentication;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;

/**
 * Whether the caller is authenticated and has every scope that is needed.
 *
 * @param isKnown whether the caller is authenticated
 * @param reason for the log, why callers are refused regardless of their scopes; null if a scope is missing
 */
public record ScopeDecision(
        Scopes needed,
        boolean isKnown,
        boolean isGranted,
        @Nullable String reason) implements AuthorizationResult {

    private static final AuthenticationTrustResolver TRUST = new AuthenticationTrustResolverImpl();

    public ScopeDecision(Scopes needed, boolean isKnown, boolean isGranted) {
        this(needed, isKnown, isGranted, null);
    }

    /** Refuses every caller, since no rule allows the request. */
    public static ScopeDecision closed(@Nullable Authentication authentication, String reason) {
        return new ScopeDecision(Scopes.none(), about(authentication, Scopes.none()).isKnown, false, reason);
    }

    public static ScopeDecision about(@Nullable Authentication authentication, Scopes needed) {
        if (authentication == null || !TRUST.isAuthenticated(authentication)) {
            return new ScopeDecision(needed, false, false);
        }
        boolean granted = needed.areNone() || heldBy(authentication).coverAll(needed);
        if (granted && authentication instanceof VerifiedAuthentication verified) {
            verified.count(needed);
        }
        return new ScopeDecision(needed, true, granted);
    }

    /**
     * The scopes of an authentication: those of the caller or, for the authentication of a service's own filter chain,
     * those of its authorities.
     */
    private static Scopes heldBy(Authentication authentication) {
        return authentication instanceof HubifyAuthentication ours
                ? ours.caller().scopes()
                : Scopes.of(authentication.getAuthorities().stream()
                        .map(ScopeAuthorities::scopeOf)
                        .flatMap(Optional::stream)
                        .toList());
    }
}
