package com.hubify.identity.resource;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Judges credentials without holding up an event loop: what is known is answered on the spot, everything else waits on
 * threads of its own. They and what queues for them are bounded; what is too much is answered as an issuer that is away.
 */
final class WebFluxVerifier implements AutoCloseable {

    private static final int THREADS = 32;
    private static final int QUEUED_PER_THREAD = 64;

    private final CredentialVerifier verifier;
    private final Scheduler waiting;

    WebFluxVerifier(CredentialVerifier verifier) {
        this(verifier, Schedulers.newBoundedElastic(THREADS, QUEUED_PER_THREAD, "hubify-credentials", 60, true));
    }

    WebFluxVerifier(CredentialVerifier verifier, Scheduler waiting) {
        this.verifier = verifier;
        this.waiting = waiting;
    }

    Mono<Verification> verify(String credential, Duration staleness) {
        return Mono.defer(() -> verifier.known(credential, staleness)
                .map(Mono::just)
                .orElseGet(() -> Mono.fromCallable(() -> verifier.verify(credential, staleness))
                        .subscribeOn(waiting)
                        .onErrorResume(
                                RejectedExecutionException.class,
                                e -> Mono.just(new Verification.Unavailable(IssuerConnection.RETRY_AFTER)))));
    }

    @Override
    public void close() {
        waiting.dispose();
    }
}
