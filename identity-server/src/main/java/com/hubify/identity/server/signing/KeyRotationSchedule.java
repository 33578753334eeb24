package com.hubify.identity.server.signing;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has this node look at the ring several times a second, and every half minute whether there is something to do. What goes wrong is
 * said once, and remembered for health.
 */
final class KeyRotationSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRotationSchedule.class);

    /** After a failure. Short, since a server that knows no keys yet can't do anything. */
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final KeyRotation rotation;
    private final RotatingSigningKeys keys;
    private final Duration check;
    private final Ticker ticker;

    private long dueAt;
    private volatile @Nullable Reason trouble;

    KeyRotationSchedule(KeyRotation rotation, RotatingSigningKeys keys, Duration check, Ticker ticker) {
        this.rotation = rotation;
        this.keys = keys;
        this.check = check;
        this.ticker = ticker;
        this.dueAt = ticker.read();
    }

    /** To be called at start and several times a second, by one thread at a time. */
    void tick() {
        keys.look();
        if (ticker.read() - dueAt < 0) {
            return;
        }
        try {
            rotation.turn();
            dueAt = ticker.read() + check.toNanos();
            if (trouble != null) {
                LOG.info("The signing keys are in order again");
            }
            trouble = null;
        } catch (SigningUnavailable e) {
            failed(e, e.reason());
        } catch (RuntimeException e) {
            failed(e, Reason.UNREACHABLE);
        }
    }

    /** Why the keys can't be looked after; empty while they can. */
    Optional<Reason> trouble() {
        return Optional.ofNullable(trouble);
    }

    private void failed(RuntimeException e, Reason reason) {
        dueAt = ticker.read() + AGAIN.toNanos();
        if (trouble != reason) {
            LOG.warn(
                    "The signing keys can't be looked after ({}), trying again: {}",
                    reason.name().toLowerCase(Locale.ROOT),
                    e.getMessage());
        }
        trouble = reason;
    }
}
