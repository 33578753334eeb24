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
 * Reads the ring several times a second and checks every half minute whether a step of the rotation is due. A failure
 * is logged once and reported by health.
 */
final class KeyRotationSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRotationSchedule.class);

    /** The pause after a failure, or while the ring is incomplete. Short, since without keys no token can be signed. */
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
                LOG.info("Signing key rotation works again");
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

    /** Why rotation fails; empty while it works. */
    Optional<Reason> trouble() {
        return Optional.ofNullable(trouble);
    }

    private void failed(RuntimeException e, Reason reason) {
        if (trouble != reason) {
            LOG.warn("Signing key rotation fails ({}), trying again: {}", reason.word(), e.getMessage());
        }
        trouble = reason;
    }
}
