package com.hubify.identity.resource.reactive;

import com.hubify.identity.resource.use.KeyUses;
import com.hubify.identity.resource.verification.Sender;
import com.hubify.identity.resource.verification.VerifiedAuthentication;
import com.hubify.identity.resource.web.KeyExpiry;
import java.time.Duration;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Verifies the credential of one reactive request. */
final class WebFluxAuthenticationManager implements ReactiveAuthenticationManager {

    private final WebFluxVerifier verifier;
    private final Duration staleness;
    private final KeyUses uses;
    private final KeyExpiry expiry;
    private final ServerWebExchange exchange;

    WebFluxAuthenticationManager(
            WebFluxVerifier verifier, Duration staleness, KeyUses uses, KeyExpiry expiry, ServerWebExchange exchange) {
        this.verifier = verifier;
        this.staleness = staleness;
        this.uses = uses;
        this.expiry = expiry;
        this.exchange = exchange;
    }

    @Override
    public Mono<Authentication> authenticate(Authentication request) {
        String credential = ((BearerTokenAuthenticationToken) request).getToken();
        Sender sender = Sender.at(exchange.getRequest().getRemoteAddress());
        return verifier.verify(credential, sender, staleness)
                .map(verification -> VerifiedAuthentication.of(verification, credential, sender)
                        .countedIn(uses))
                .doOnNext(caller -> expiry.announcedTo(caller)
                        .ifPresent(end -> exchange.getResponse().getHeaders().set(KeyExpiry.HEADER, end)))
                .cast(Authentication.class);
    }
}
