package com.hubify.identity.resource;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;

/** The caller of a servlet request, judged anew where a handler wants fresher knowledge of revocations than the service has. */
final class ServletFreshCaller {

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
     * @throws org.springframework.security.core.AuthenticationException if the credential holds no more, or can't be judged now
     */
    @Nullable
    Authentication of(HttpServletRequest request, HandlerDemand demand) {
        Authentication known = caller.get();
        Optional<Duration> staleness = guard.recheck(demand, known);
        // An asynchronous answer comes by here a second time, when the handler has long run.
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
