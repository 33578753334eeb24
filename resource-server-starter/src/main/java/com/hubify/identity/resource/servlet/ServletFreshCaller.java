package com.hubify.identity.resource.servlet;

import com.hubify.identity.resource.HubifyAuthentication;
import com.hubify.identity.resource.demand.HandlerDemand;
import com.hubify.identity.resource.demand.ThreadCaller;
import com.hubify.identity.resource.handler.HandlerGuard;
import com.hubify.identity.resource.memory.CredentialVerifier;
import com.hubify.identity.resource.verification.CredentialRefused;
import com.hubify.identity.resource.verification.Sender;
import com.hubify.identity.resource.web.BearerErrors;
import com.hubify.identity.resource.web.Refusal;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;

/**
 * Verifies the caller of a servlet request again, if a handler requires fresher knowledge of revocations than the
 * service.
 */
public final class ServletFreshCaller {

    private final HandlerGuard guard;
    private final CredentialVerifier verifier;
    private final BearerTokenResolver credentials;
    private final ThreadCaller caller;

    ServletFreshCaller(
            HandlerGuard guard, CredentialVerifier verifier, ServletCredentials credentials, BeanFactory beans) {
        this.guard = guard;
        this.verifier = verifier;
        this.credentials = credentials.resolver();
        this.caller = new ThreadCaller(beans);
    }

    /**
     * The refusal to answer instead of calling the handler, as the handler guard decides; empty if the caller is
     * allowed.
     */
    public Optional<Refusal> refusal(
            HttpServletRequest request,
            HandlerDemand demand,
            Function<@Nullable Authentication, Optional<Refusal>> decision) {
        try {
            return decision.apply(fresh(request, demand));
        } catch (AuthenticationException e) {
            return Optional.of(BearerErrors.of(e));
        }
    }

    private @Nullable Authentication fresh(HttpServletRequest request, HandlerDemand demand) {
        Authentication known = caller.get();
        Optional<Duration> staleness = guard.recheck(demand, known);
        // In the second dispatch of an asynchronous answer, the handler has already run.
        if (known == null || staleness.isEmpty() || request.getDispatcherType() == DispatcherType.ASYNC) {
            return known;
        }
        String credential = credentials.resolve(request);
        if (credential == null) {
            throw new OAuth2AuthenticationException(CredentialRefused.INVALID_TOKEN);
        }
        HubifyAuthentication fresh = guard.confirmed(
                known, verifier.verify(credential, Sender.at(request.getRemoteAddr()), staleness.get()));
        caller.set(fresh);
        return fresh;
    }
}
