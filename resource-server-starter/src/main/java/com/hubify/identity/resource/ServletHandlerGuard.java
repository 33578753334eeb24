package com.hubify.identity.resource;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.web.servlet.HandlerInterceptor;

/** Stands before every handler of every handler mapping of Spring MVC. */
final class ServletHandlerGuard implements HandlerInterceptor {

    private final HandlerGuard guard;
    private final CredentialVerifier verifier;
    private final BearerTokenResolver credentials;
    private final ServletBearerErrors errors;

    ServletHandlerGuard(
            HandlerGuard guard,
            CredentialVerifier verifier,
            BearerTokenResolver credentials,
            ServletBearerErrors errors) {
        this.guard = guard;
        this.verifier = verifier;
        this.credentials = credentials;
        this.errors = errors;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        Optional<Refusal> refusal = guard.guards(handler) ? refusal(request, handler) : Optional.empty();
        if (refusal.isPresent()) {
            errors.write(request, response, refusal.get());
        }
        return refusal.isEmpty();
    }

    private Optional<Refusal> refusal(HttpServletRequest request, Object handler) {
        HandlerDemand demand = guard.demand(handler);
        try {
            return guard.refusal(handler, demand, authentication(request, demand));
        } catch (AuthenticationException e) {
            return Optional.of(BearerErrors.of(e));
        }
    }

    private @Nullable Authentication authentication(HttpServletRequest request, HandlerDemand demand) {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        Optional<Duration> staleness = guard.recheck(demand, known);
        // An asynchronous answer comes by here a second time, when the handler has long run.
        if (known == null || staleness.isEmpty() || request.getDispatcherType() == DispatcherType.ASYNC) {
            return known;
        }
        String credential = credentials.resolve(request);
        if (credential == null) {
            throw new OAuth2AuthenticationException(BearerErrors.INVALID_TOKEN);
        }
        HubifyAuthentication fresh = guard.confirmed(known, verifier.verify(credential, staleness.get()));
        SecurityContextHolder.setContext(new SecurityContextImpl(fresh));
        return fresh;
    }
}
