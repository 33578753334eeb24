package com.hubify.identity.resource.memory;

import com.hubify.identity.resource.verification.Verification;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Judges a bearer credential. Never throws for anything that was sent. */
public interface CredentialVerifier {

    /**
     * Judges a credential, waiting for the issuer where that is needed.
     *
     * @param staleness how old may be what is known of revocations
     */
    Verification verify(String credential, Duration staleness);

    /**
     * The same answer, if it can be given at once: without input, output or waiting. Reactive services ask this first, and
     * go elsewhere than on an event loop when it is empty.
     */
    Optional<Verification> known(String credential, Duration staleness);

    /**
     * The same answer, if this process alone can give it: by checking a signature, but without input, output or waiting.
     * Empty where a signature does not hold, too, since only the issuer can say that it has no other key.
     */
    Optional<Verification> unaided(String credential, Duration staleness);

    /**
     * The same answer, found on this thread, which may wait for the issuer; but where somebody else is finding it already,
     * this thread is free and the answer comes later.
     */
    CompletableFuture<Verification> begin(String credential, Duration staleness);
}
