package com.hubify.identity.resource.servlet;

import com.hubify.identity.resource.HubifyAuthentication;
import com.hubify.identity.resource.demand.HandlerDemand;
import com.hubify.identity.resource.demand.ThreadCaller;
import com.hubify.identity.resource.handler.HandlerGuard;
import com.hubify.identity.resource.memory.CredentialVerifier;
import com.hubify.identity.resource.verification.CredentialRefused;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;

/** The caller of a servlet request, verified again where a handler asks for fresher revocations than the service does. */
public final class ServletFreshCaller {

    private final HandlerGuard guard;
    private final CredentialVerifier verifier;
    private final BearerTokenResolver credentials;
    private final ThreadCaller caller;

    ServletFreshCaller(
            HandlerGuard guard, CredentialVerifier verifier, BearerTokenResolver credentials, ThreadCaller caller) {
        this.guard = guard;
        this.verifier = verifier;
        this.credentials = credentials;
        this.caller = caller;
    }

    /**
     * The caller; null if there is none.
     *
     * @throws org.springframework.security.core.AuthenticationException if the credential is no longer good, or can't be verified now
     */
    @Nullable
    public Authentication of(HttpServletRequest request, HandlerDemand demand) {
        Authentication known = caller.get();
        Optional<Duration> staleness = guard.recheck(demand, known);
        // An asynchronous answer is dispatched a second time, when the handler has long run.
        if (known == null || staleness.isEmpty() || request.getDispatcherType() == DispatcherType.ASYNC) {
            return known;
        }
        String credential = credentials.resolve(request);
        if (credential == null) {
            throw new OAuth2AuthenticationException(CredentialRefused.INVALID_TOKEN);
        }
        HubifyAuthentication fresh = guard.confirmed(known, verifier.verify(credential, staleness.get()));
        caller.set(fresh);
        return fresh;
    }
}
