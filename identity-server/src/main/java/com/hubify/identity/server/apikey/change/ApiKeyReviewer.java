package com.hubify.identity.server.apikey.change;

import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyRevoked;
import com.hubify.identity.server.apikey.ApiKeyRevoker;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.apikey.change.ApiKeyReviews.Review;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Reviews changed keys: announces a change if its node crashed before it could, and revokes rotated keys that are no
 * longer used. All nodes do this concurrently; doing it twice is harmless.
 */
@Component
class ApiKeyReviewer {

    /** How long a node may take for the reviews it has taken. Services may wait for them. */
    private static final Duration TAKEN = Duration.ofSeconds(10);

    /** How often a rotated key is reviewed. */
    private static final Duration NEXT = Duration.ofMinutes(5);

    private final ApiKeyReviews reviews;
    private final ApiKeys keys;
    private final ApiKeyChanges changes;
    private final ApiKeyRevoker revoker;
    private final Clock clock;

    ApiKeyReviewer(ApiKeyReviews reviews, ApiKeys keys, ApiKeyChanges changes, ApiKeyRevoker revoker, Clock clock) {
        this.reviews = reviews;
        this.keys = keys;
        this.changes = changes;
        this.revoker = revoker;
        this.clock = clock;
    }

    /** Does all reviews that are due, on one thread at a time. If Redis does not answer, they are due again next time. */
    void reviewAll() {
        List<Review> due;
        do {
            Instant now = clock.instant();
            due = reviews.takeDue(now, now.plus(TAKEN));
            due.forEach(review -> review(review, now));
        } while (!due.isEmpty());
    }

    private void review(Review review, Instant now) {
        Optional<ApiKey> key = keys.find(review.key()).filter(found -> found.usableAt(now));
        // Of a key that has ended, too: it may be the change that ended it, and services know it with its former end.
        if (key.isEmpty() || key.get().changes() > review.state()) {
            changes.announceUnlessKnown(review);
        }
        if (key.isEmpty() || key.get().succession() == null || endEarly(key.get(), now)) {
            reviews.remove(review);
        } else {
            reviews.schedule(review, now.plus(NEXT));
        }
    }

    /** Revokes the key if its successor is used and it is not. Returns whether it has ended. */
    private boolean endEarly(ApiKey replaced, Instant now) {
        ApiKey.Succession succession = replaced.succession();
        boolean over = succession != null
                && keys.find(succession.successor())
                        .filter(successor -> successor.lastUsedAt() != null)
                        .isPresent()
                && !now.isBefore(lastHeardOf(replaced, succession).plus(keys.quietBeforeEnd()));
        if (over) {
            revoker.revoke(replaced, ApiKeyRevoked.Cause.REPLACED);
        }
        return over;
    }

    private static Instant lastHeardOf(ApiKey replaced, ApiKey.Succession succession) {
        Instant used = replaced.lastUsedAt();
        return used == null || used.isBefore(succession.at()) ? succession.at() : used;
    }
}
