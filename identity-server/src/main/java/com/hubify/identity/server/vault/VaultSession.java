package com.hubify.identity.server.vault;

import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.vault.VaultException;
import org.springframework.vault.authentication.ClientAuthentication;
import org.springframework.vault.authentication.LifecycleAwareSessionManager;
import org.springframework.vault.authentication.LoginToken;
import org.springframework.vault.authentication.VaultLoginException;
import org.springframework.vault.client.VaultHttpHeaders;
import org.springframework.vault.support.VaultToken;
import org.springframework.web.client.RestClient;

/**
 * The login at Vault. Spring's session manager renews the token and logs in again once it has expired. Added here: no caller
 * waits longer for a login than one takes, and a token that Vault refuses can be given up.
 */
public final class VaultSession extends LifecycleAwareSessionManager {

    private static final Logger LOG = LoggerFactory.getLogger(VaultSession.class);
    private static final String REVOKE = "auth/token/revoke-self";

    // Each login leaves a token in Vault's storage: a policy that is too narrow must not cause one login per request.
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final RestClient client;
    private final Clock clock;
    private final Duration timeout;
    private final ReentrantLock turn = new ReentrantLock();

    private final AtomicInteger attempts = new AtomicInteger();
    private @Nullable RuntimeException lastFailure;
    private Instant gaveUpAt = Instant.EPOCH;

    VaultSession(
            ClientAuthentication login, TaskScheduler scheduler, RestClient client, Clock clock, Duration timeout) {
        super(login, scheduler, client);
        this.client = client;
        this.clock = clock;
        this.timeout = timeout;
    }

    /** How long to wait for a connection to Vault, and then for an answer. */
    public Duration timeout() {
        return timeout;
    }

    /** @throws VaultException if no token can be had */
    @Override
    public VaultToken getSessionToken() {
        if (getToken().isPresent()) {
            return super.getSessionToken();
        }
        int seen = attempts.get();
        if (!awaitTurn()) {
            throw new VaultLoginException(
                    "another thread's login takes too long", new SocketTimeoutException("no answer to the login yet"));
        }
        try {
            return getToken().isPresent() ? super.getSessionToken() : logInUnlessFailedSince(seen);
        } finally {
            turn.unlock();
        }
    }

    /**
     * Forgets a token that Vault has refused.
     *
     * @return whether asking again may help: there is or will be another token
     */
    public synchronized boolean giveUp(VaultToken refused) {
        boolean held = getToken().map(token -> token.getToken().equals(refused)).orElse(false);
        if (!held) {
            return true;
        }
        Instant now = clock.instant();
        if (Duration.between(gaveUpAt, now).abs().compareTo(PAUSE) < 0) {
            return false;
        }
        gaveUpAt = now;
        revoke();
        return true;
    }

    // Spring's own logs a stack trace, mostly for a token that is revoked already. One that is still valid is named
    // by its accessor, by which an operator can revoke it.
    @Override
    protected void revoke(VaultToken token) {
        try {
            client.post()
                    .uri(REVOKE)
                    .headers(headers -> headers.putAll(VaultHttpHeaders.from(token)))
                    .retrieve()
                    .toBodilessEntity();
        } catch (RuntimeException e) {
            String accessor = token instanceof LoginToken login ? login.getAccessor() : null;
            LOG.warn(
                    "Vault token (accessor {}) can't be revoked; it may be revoked or expired already. {}",
                    accessor,
                    VaultTrouble.describe(REVOKE, e));
        }
    }

    // While Vault hangs, every login lasts until it times out. Callers that waited for one that failed get its failure:
    // otherwise the last in the queue would wait for all of them.
    private VaultToken logInUnlessFailedSince(int seen) {
        if (attempts.get() != seen && lastFailure != null) {
            throw lastFailure;
        }
        try {
            VaultToken token = super.getSessionToken();
            lastFailure = null;
            return token;
        } catch (RuntimeException e) {
            lastFailure = e;
            throw e;
        } finally {
            attempts.incrementAndGet();
        }
    }

    private boolean awaitTurn() {
        try {
            return turn.tryLock(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
