package com.hubify.identity.benchmarks.revocation;

import com.hubify.identity.benchmarks.revocation.Tally.Event;
import com.hubify.identity.benchmarks.revocation.Wallet.Carried;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Random;

/** Revokes credentials, again and again until the server has answered, and replaces those that were revoked a while ago. */
final class Revoker implements Repeated {

    private static final long PAUSE = 50;
    private static final long PAUSE_AFTER_FAILURE = 200;

    /** How long a revoked credential goes on being used: longer than any outage that the weather brings. */
    private static final Duration TRIED_FOR = Duration.ofSeconds(45);

    /** Tokens live ten minutes; one that is about to expire is refused for another reason. */
    private static final Duration OLD = Duration.ofMinutes(7);

    private static final Duration RENEWED_EVERY = Duration.ofMinutes(4);

    private final Issuer issuer;
    private final Wallet wallet;
    private final Random random;
    private final Tally tally;
    private long renewedAt = System.nanoTime();

    Revoker(Issuer issuer, Wallet wallet, Random random, Tally tally) {
        this.issuer = issuer;
        this.wallet = wallet;
        this.random = random;
        this.tally = tally;
    }

    @Override
    public void once() throws InterruptedException {
        int slot = random.nextInt(wallet.size());
        Carried carried = wallet.at(slot);
        try {
            renewInTime();
            if (carried.isRevoked()) {
                replaceInTime(slot, carried);
            } else if (carried.isCondemned() || isOld(carried) || random.nextInt(4) == 0) {
                revoke(carried);
            }
            Thread.sleep(PAUSE);
        } catch (IllegalStateException | UncheckedIOException e) {
            // The server or its Redis is unavailable. The revocation stays pending and is repeated.
            tally.count(Event.REVOKING_FAILED);
            Thread.sleep(PAUSE_AFTER_FAILURE);
        }
    }

    private void revoke(Carried carried) {
        carried.condemn();
        issuer.revoke(carried.credential());
        carried.revoked();
        tally.count(Event.REVOKED);
    }

    private void replaceInTime(int slot, Carried carried) {
        if (System.nanoTime() - carried.revokedAt() > TRIED_FOR.toNanos()) {
            wallet.replace(slot, issuer.mint(Wallet.way(slot)));
            tally.count(Event.MINTED);
        }
    }

    private void renewInTime() {
        if (System.nanoTime() - renewedAt > RENEWED_EVERY.toNanos()) {
            issuer.renew();
            renewedAt = System.nanoTime();
        }
    }

    private static boolean isOld(Carried carried) {
        return System.nanoTime() - carried.since() > OLD.toNanos();
    }
}
