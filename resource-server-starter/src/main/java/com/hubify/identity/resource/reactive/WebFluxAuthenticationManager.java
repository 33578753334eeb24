package com.hubify.identity.resource.reactive;

import com.hubify.identity.resource.verification.VerifiedAuthentication;
import java.time.Duration;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import reactor.core.publisher.Mono;

/** Verifies the credential of a reactive request. */
final class WebFluxAuthenticationManager implements ReactiveAuthenticationManager {

    private final WebFluxVerifier verifier;
    private final Duration staleness;

    WebFluxAuthenticationManager(WebFluxVerifier verifier, Duration staleness) {
        this.verifier = verifier;
        this.staleness = staleness;
    }

    @Override
    public Mono<Authentication> authenticate(Authentication request) {
        String credential = ((BearerTokenAuthenticationToken) request).getToken();
        return verifier.verify(credential, staleness)
                .map(verification -> VerifiedAuthentication.of(verification, credential));
    }
}
