package com.hubify.identity.resource.reactive;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.resource.issuer.IssuerConnection;
import com.hubify.identity.resource.memory.CredentialVerifier;
import com.hubify.identity.resource.verification.Sender;
import com.hubify.identity.resource.verification.Verification;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Verifies credentials without blocking an event loop. Cached ones are answered immediately; signatures are checked on
 * threads that never block. Calls to the issuer block on other threads, separate for tokens and API keys, so that an
 * attacker who slows down one kind does not affect the other. All pools are bounded; credentials beyond the bounds are
 * answered as if the issuer were unavailable.
 */
public final class WebFluxVerifier implements AutoCloseable {

    private static final int MOST_QUEUED = 2048;

    private static final int WAITING_THREADS = 32;
    private static final int IDLE_SECONDS = 60;

    private final CredentialVerifier verifier;
    private final Scheduler signatures;
    private final Scheduler tokens;
    private final Scheduler keys;

    WebFluxVerifier(CredentialVerifier verifier) {
        this(verifier, Math.max(2, Runtime.getRuntime().availableProcessors()), WAITING_THREADS, MOST_QUEUED);
    }

    /**
     * With the given bounds.
     *
     * @param checking number of threads that check signatures
     * @param waiting number of threads that wait for the issuer for tokens, and the same number for API keys
     * @param queued length of the queue of each of the three pools
     */
    WebFluxVerifier(CredentialVerifier verifier, int checking, int waiting, int queued) {
        this.verifier = verifier;
        this.signatures = scheduler("hubify-signatures", checking, queued);
        this.tokens = scheduler("hubify-credentials", waiting, queued);
        this.keys = scheduler("hubify-api-keys", waiting, queued);
    }

    // Cancelling must not cancel the future: other requests may wait for the same result.
    public Mono<Verification> verify(String credential, Sender sender, Duration staleness) {
        Scheduler waiting = ApiKeyToken.looksLikeKey(credential) ? keys : tokens;
        return Mono.fromFuture(
                        () -> verifier.verifyAsync(
                                credential, sender, staleness, signatures::schedule, waiting::schedule),
                        true)
                .onErrorResume(
                        RejectedExecutionException.class,
                        e -> Mono.just(new Verification.Unavailable(IssuerConnection.RETRY_AFTER)));
    }

    @Override
    public void close() {
        signatures.dispose();
        tokens.dispose();
        keys.dispose();
    }

    private static Scheduler scheduler(String name, int threads, int queued) {
        return Schedulers.newBoundedElastic(threads, Math.max(1, queued / threads), name, IDLE_SECONDS, true);
    }
}
