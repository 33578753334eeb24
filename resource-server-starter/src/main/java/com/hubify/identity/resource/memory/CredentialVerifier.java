package com.hubify.identity.resource.memory;

import com.hubify.identity.resource.verification.Sender;
import com.hubify.identity.resource.verification.Verification;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Whether a bearer credential is good: one question, with an answer for each way of waiting. Never throws for anything that was
 * sent. {@code sender} is where it was sent from, which decides about API keys that are not valid from anywhere; {@code staleness} is
 * how old the known revocations may be.
 */
public interface CredentialVerifier {

    /** Verifies a credential, waiting for the issuer on this thread where that is needed. */
    Verification verify(String credential, Sender sender, Duration staleness);

    /**
     * Verifies a credential from memory, or by its signature with keys that are known, without input, output or waiting. {@link
     * Verification.Unavailable} if the issuer has to be asked.
     */
    Verification verifyNow(String credential, Sender sender, Duration staleness);

    /**
     * Verifies a credential without waiting on this thread. A known one is answered at once; one that another request is having
     * verified takes no thread until the answer is there.
     *
     * @param signatures checks signatures and never waits
     * @param issuer may wait for the issuer
     * @return fails with {@link java.util.concurrent.RejectedExecutionException} if {@code issuer} is full
     * @throws java.util.concurrent.RejectedExecutionException if {@code signatures} is full
     */
    CompletableFuture<Verification> verifyAsync(
            String credential, Sender sender, Duration staleness, Executor signatures, Executor issuer);
}
