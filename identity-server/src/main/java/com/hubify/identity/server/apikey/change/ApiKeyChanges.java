package com.hubify.identity.server.apikey.change;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.change.ApiKeyReviews.Review;
import com.hubify.identity.server.revocation.Revocations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Has services ask again about a key that changes. Three writes, in this order:
 *
 * <ol>
 *   <li>A review is scheduled, so that a crash between the two others is made good for.
 *   <li>The key is changed, which gives it its next state.
 *   <li>The state it had is revoked: services that know the key in it ask again. That is when the change is acknowledged.
 * </ol>
 *
 * <p>The other order would have services ask before there is anything new to hear, and they would have to be told twice.
 */
@Service
public class ApiKeyChanges {

    /** A write takes milliseconds; one that takes longer is announced twice, which is harmless. */
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
     * Makes a change and announces it, if it was made.
     *
     * @param made whether the answer says that the change was made
     * @param again when the key is to be looked at again for another reason; null for never
     */
    public <T> T announce(ApiKey before, Supplier<T> change, Predicate<T> made, @Nullable Instant again) {
        Review review = Review.of(before);
        reviews.schedule(review, clock.instant().plus(REVIEWED_AFTER));
        T answer = change.get();
        if (!made.test(answer)) {
            reviews.remove(review);
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

    /** Tells services that a key is no longer in this state. Repeating it is harmless. */
    void announce(Review outdated) {
        revocations.publish(
                new Revocation(Ancestor.keyState(outdated.key().value(), outdated.state()), clock.instant()));
    }
}
