package com.hubify.identity.resource;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Turns a verification into what Spring Security expects: an authentication, or the exception its entry point answers. */
final class CredentialAuthenticationManager implements AuthenticationManager {

    private static final Logger log = LoggerFactory.getLogger(CredentialAuthenticationManager.class);

    private final CredentialVerifier verifier;
    private final Duration staleness;

    CredentialAuthenticationManager(CredentialVerifier verifier, Duration staleness) {
        this.verifier = verifier;
        this.staleness = staleness;
    }

    @Override
    public Authentication authenticate(Authentication request) {
        Verification verification = verifier.verify(((BearerTokenAuthenticationToken) request).getToken(), staleness);
        if (verification instanceof Verification.Accepted accepted) {
            HubifyAuthentication authentication = new HubifyAuthentication(accepted.caller());
            authentication.setDetails(request.getDetails());
            return authentication;
        }
        log.debug("{}", verification);
        if (verification instanceof Verification.Unavailable unavailable) {
            throw new VerificationUnavailable(unavailable.retryAfter());
        }
        throw new OAuth2AuthenticationException(BearerErrors.INVALID_TOKEN);
    }
}
