package com.hubify.identity.server.signing.rotation;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Has this node look at the ring several times a second, and every half minute whether there is something to do. What goes
 * wrong is said once, and remembered for health.
 */
final class KeyRotationSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRotationSchedule.class);

    /** After a failure, or when there is something amiss. A server that knows no keys can't do anything. */
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final KeyRotation rotation;
    private final RotatingSigningKeys keys;
    private final Duration check;
    private final Ticker ticker;

    private long lastTurn;
    private boolean isOwed;
    private volatile @Nullable Reason trouble;

    KeyRotationSchedule(KeyRotation rotation, RotatingSigningKeys keys, Duration check, Ticker ticker) {
        this.rotation = rotation;
        this.keys = keys;
        this.check = check;
        this.ticker = ticker;
        this.lastTurn = ticker.read() - Math.max(check.toNanos(), AGAIN.toNanos());
    }

    /** To be called at start and several times a second, by one thread at a time. */
    void tick() {
        keys.look();
        boolean isUrgent = isOwed || trouble != null || keys.needsTurn();
        long pause = isUrgent ? Math.min(check.toNanos(), AGAIN.toNanos()) : check.toNanos();
        if (ticker.read() - lastTurn < pause) {
            return;
        }
        try {
            if (!rotation.turn()) {
                isOwed = true;
                lastTurn = ticker.read();
                return;
            }
            isOwed = false;
            if (trouble != null) {
                LOG.info("The signing keys are in order again");
            }
            trouble = null;
        } catch (SigningUnavailable e) {
            failed(e, e.reason());
        } catch (DataAccessException e) {
            failed(e, Reason.UNREACHABLE);
        } catch (RuntimeException e) {
            failed(e, Reason.FAILED);
        }
        lastTurn = ticker.read();
    }

    /** Why the keys can't be looked after; empty while they can. */
    Optional<Reason> trouble() {
        return Optional.ofNullable(trouble);
    }

    private void failed(RuntimeException e, Reason reason) {
        if (trouble != reason) {
            LOG.warn("The signing keys can't be looked after ({}), trying again: {}", reason.word(), e.getMessage());
        }
        trouble = reason;
    }
}
