package com.hubify.identity.server.apikey.change;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.change.ApiKeyReviews.Review;
import com.hubify.identity.server.revocation.Revocations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Changes a key so that all services introspect it again. Three writes, in this order:
 *
 * <ol>
 * <li>A review is scheduled, which completes the change if this node crashes between the other two writes.
 * <li>The key is changed and so gets its next state.
 * <li>The previous state is revoked: services that have cached the key in this state introspect it again. Only then is
 * the change acknowledged.
 * </ol>
 *
 * <p>In the other order, services could introspect the key before it has changed and cache the old answer.
 */
@Service
public class ApiKeyChanges {

    /** A write takes milliseconds. A change that takes longer is announced twice, which is harmless. */
    static final Duration REVIEWED_AFTER = Duration.ofSeconds(10);

    private final ApiKeyReviews reviews;
    private final Revocations revocations;
    private final Clock clock;

    ApiKeyChanges(ApiKeyReviews reviews, Revocations revocations, Clock clock) {
        this.reviews = reviews;
        this.revocations = revocations;
        this.clock = clock;
    }

    /**
     * Makes a change and, if it was made, announces it.
     *
     * @param made whether the result of the change means that it was made
     * @param again when the key is to be reviewed for another reason; null if never
     */
    public <T> T announce(ApiKey before, Supplier<T> change, Predicate<T> made, @Nullable Instant again) {
        finish(before);
        Review review = Review.of(before);
        reviews.schedule(review, clock.instant().plus(REVIEWED_AFTER));
        T answer = change.get();
        if (!made.test(answer)) {
            // The review stays. It is also that of a node that was quicker, and may have stopped before it announced
            // its change.
            return answer;
        }
        announce(review);
        if (again == null) {
            reviews.remove(review);
        } else {
            reviews.schedule(review, again);
        }
        return answer;
    }

    /**
     * Announces the change that brought the key into its present state, if there was one: the node that made it may have stopped
     * before it did, or still be at it. As each change does this first, services hear of the states before that one, too.
     */
    public void finish(ApiKey key) {
        if (key.changes() > 0) {
            announceUnlessKnown(new Review(key.id(), key.changes() - 1));
        }
    }

    /** The same as {@link #announce(Review)}. After a publication this node asks Redis about every key until it has read the log. */
    void announceUnlessKnown(Review outdated) {
        if (!revocations.isRevoked(new Lineage(clock.instant(), List.of(state(outdated))))) {
            announce(outdated);
        }
    }

    /** Announces to all services that a key has left this state. Idempotent. */
    private void announce(Review outdated) {
        revocations.publish(new Revocation(state(outdated), clock.instant()));
    }

    private static Ancestor state(Review review) {
        return Ancestor.keyState(review.key().value(), review.state());
    }
}
