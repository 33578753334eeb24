package com.hubify.identity.resource.reactive;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.resource.issuer.IssuerConnection;
import com.hubify.identity.resource.memory.CredentialVerifier;
import com.hubify.identity.resource.verification.Verification;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Judges credentials without holding up an event loop: what is known is answered on the spot, and signatures are checked on
 * threads where nobody ever waits. What needs the issuer waits on others, tokens apart from API keys, so that whoever makes
 * one kind slow slows no other. All are bounded; what is too much is answered as an issuer that is away.
 */
public final class WebFluxVerifier implements AutoCloseable {

    private static final int MOST_QUEUED = 2048;

    private static final int WAITING_THREADS = 32;
    private static final int IDLE_SECONDS = 60;

    private final CredentialVerifier verifier;
    private final Scheduler unaided;
    private final Scheduler tokens;
    private final Scheduler keys;
    private final Semaphore boarding;

    WebFluxVerifier(CredentialVerifier verifier) {
        this(verifier, Math.max(2, Runtime.getRuntime().availableProcessors()), WAITING_THREADS, MOST_QUEUED);
    }

    /**
     * With room of one's own choice.
     *
     * @param checking threads that check signatures
     * @param waiting threads that wait for the issuer because of tokens, and as many because of API keys
     * @param queued places in front of each of the three, and for those who wait for an answer that is under way
     */
    WebFluxVerifier(CredentialVerifier verifier, int checking, int waiting, int queued) {
        this.verifier = verifier;
        this.unaided = scheduler("hubify-signatures", checking, queued);
        this.tokens = scheduler("hubify-credentials", waiting, queued);
        this.keys = scheduler("hubify-api-keys", waiting, queued);
        this.boarding = new Semaphore(queued);
    }

    public Mono<Verification> verify(String credential, Duration staleness) {
        return Mono.defer(() -> verifier.known(credential, staleness)
                .map(Mono::just)
                .orElseGet(() -> judge(credential, staleness)
                        .onErrorResume(RejectedExecutionException.class, e -> Mono.just(unavailable()))));
    }

    @Override
    public void close() {
        unaided.dispose();
        tokens.dispose();
        keys.dispose();
    }

    private Mono<Verification> judge(String credential, Duration staleness) {
        Scheduler waiting = ApiKeyToken.looksLikeKey(credential) ? keys : tokens;
        return Mono.fromCallable(() -> verifier.unaided(credential, staleness))
                .subscribeOn(unaided)
                .flatMap(answer -> answer.map(Mono::just).orElseGet(() -> begin(credential, staleness, waiting)));
    }

    private Mono<Verification> begin(String credential, Duration staleness, Scheduler waiting) {
        return Mono.fromCallable(() -> verifier.begin(credential, staleness))
                .subscribeOn(waiting)
                .flatMap(this::board);
    }

    private Mono<Verification> board(CompletableFuture<Verification> answer) {
        if (answer.isDone()) {
            return Mono.fromFuture(answer);
        }
        if (!boarding.tryAcquire()) {
            return Mono.just(unavailable());
        }
        return Mono.fromFuture(answer.whenComplete((verification, error) -> boarding.release()), true);
    }

    private static Verification unavailable() {
        return new Verification.Unavailable(IssuerConnection.RETRY_AFTER);
    }

    private static Scheduler scheduler(String name, int threads, int queued) {
        return Schedulers.newBoundedElastic(threads, Math.max(1, queued / threads), name, IDLE_SECONDS, true);
    }
}
