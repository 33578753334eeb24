package com.hubify.identity.resource.reactive;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.resource.issuer.IssuerConnection;
import com.hubify.identity.resource.memory.CredentialVerifier;
import com.hubify.identity.resource.verification.Verification;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Verifies credentials without holding up an event loop: known ones are answered at once, and signatures are checked on threads
 * that never wait. The issuer is waited for on others, tokens apart from API keys, so that a sender who makes one kind slow
 * slows no other. All are bounded; what is too much is answered as if the issuer were away.
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
     * With bounds of one's own choice.
     *
     * @param checking threads that check signatures
     * @param waiting threads that wait for the issuer because of tokens, and as many because of API keys
     * @param queued places in front of each of the three
     */
    WebFluxVerifier(CredentialVerifier verifier, int checking, int waiting, int queued) {
        this.verifier = verifier;
        this.signatures = scheduler("hubify-signatures", checking, queued);
        this.tokens = scheduler("hubify-credentials", waiting, queued);
        this.keys = scheduler("hubify-api-keys", waiting, queued);
    }

    // Cancelling must not reach the future: others may be waiting for the same answer.
    public Mono<Verification> verify(String credential, Duration staleness) {
        Scheduler waiting = ApiKeyToken.looksLikeKey(credential) ? keys : tokens;
        return Mono.fromFuture(
                        () -> verifier.verifyAsync(credential, staleness, signatures::schedule, waiting::schedule),
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
