package com.hubify.identity.server.vault;

import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
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
 * The login at Vault. Spring's session manager renews the token and logs in anew once it has run out. Added here: nobody
 * waits longer for a login than one takes, and a token that Vault refuses can be given up.
 */
public final class VaultSession extends LifecycleAwareSessionManager {

    private static final Logger LOG = LoggerFactory.getLogger(VaultSession.class);
    private static final String REVOKE = "auth/token/revoke-self";

    // Each login leaves a token behind in Vault's storage, so a policy that is too narrow must not cause
    // one per request.
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final RestClient client;
    private final Clock clock;
    private final Duration timeout;
    private final ReentrantLock turn = new ReentrantLock();

    private volatile Attempt last = new Attempt(null);
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
        Attempt seen = last;
        if (!awaitTurn()) {
            throw new VaultLoginException(
                    "another login takes too long", new SocketTimeoutException("no answer to the login yet"));
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

    // Spring's own logs a stack trace, most often of a token that somebody has revoked already. One that is still good
    // is named by its accessor, by which an operator can revoke it.
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
                    "The login's token (accessor {}) can't be revoked; it may have been already, or have run out. {}",
                    accessor,
                    VaultTrouble.describe(REVOKE, e));
        }
    }

    // While Vault hangs, every login lasts until it times out. Those who waited for one that failed share its fate,
    // or the last in the queue would wait for all of them.
    private VaultToken logInUnlessFailedSince(Attempt seen) {
        RuntimeException failure = last.failure();
        if (last != seen && failure != null) {
            throw failure;
        }
        try {
            VaultToken token = super.getSessionToken();
            last = new Attempt(null);
            return token;
        } catch (RuntimeException e) {
            last = new Attempt(e);
            throw e;
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

    private static final class Attempt {

        private final @Nullable RuntimeException failure;

        Attempt(@Nullable RuntimeException failure) {
            this.failure = failure;
        }

        @Nullable
        RuntimeException failure() {
            return failure;
        }
    }
}
