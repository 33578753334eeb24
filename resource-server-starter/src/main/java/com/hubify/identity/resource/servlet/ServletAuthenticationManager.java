package com.hubify.identity.resource.servlet;

import com.hubify.identity.resource.memory.CredentialVerifier;
import com.hubify.identity.resource.use.KeyUses;
import com.hubify.identity.resource.verification.Sender;
import com.hubify.identity.resource.verification.VerifiedAuthentication;
import java.time.Duration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Verifies the credential of one servlet request on the request's own thread. */
final class ServletAuthenticationManager implements AuthenticationManager {

    private final CredentialVerifier verifier;
    private final Sender sender;
    private final Duration staleness;
    private final KeyUses uses;

    ServletAuthenticationManager(CredentialVerifier verifier, Sender sender, Duration staleness, KeyUses uses) {
        this.verifier = verifier;
        this.sender = sender;
        this.staleness = staleness;
        this.uses = uses;
    }

    @Override
    public Authentication authenticate(Authentication request) {
        String credential = ((BearerTokenAuthenticationToken) request).getToken();
        VerifiedAuthentication authentication =
                VerifiedAuthentication.of(verifier.verify(credential, sender, staleness), credential, sender);
        authentication.setDetails(request.getDetails());
        return authentication.countedIn(uses);
    }
}
