package com.hubify.identity.server.apikey.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyRevoker;
import com.hubify.identity.server.apikey.Events;
import com.hubify.identity.server.apikey.InMemoryApiKeys;
import com.hubify.identity.server.apikey.TestApiKeys;
import com.hubify.identity.server.apikey.change.ApiKeyReviews.Review;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.testing.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A node that stopped between the steps of a change. */
class ApiKeyReviewerTests {

    private final TestClock clock = TestClock.standing();
    private final InMemoryApiKeys keys = new InMemoryApiKeys(clock);
    private final InMemoryApiKeyReviews reviews = new InMemoryApiKeyReviews();
    private final InMemoryRevocations revocations = new InMemoryRevocations();
    private final ApiKeyReviewer reviewer = new ApiKeyReviewer(
            reviews,
            keys,
            new ApiKeyChanges(reviews, revocations, clock),
            new ApiKeyRevoker(keys, revocations, clock, new Events()),
            clock);

    private final ApiKey key = TestApiKeys.usable().key();

    @Test
    void announcesWhatWasChangedAndNotAnnounced() {
        keys.add(key);
        keys.change(key, key.on(key.terms()));
        reviews.schedule(Review.of(key), clock.instant());

        reviewer.reviewAll();

        assertThat(revocations.published())
                .extracting(revocation -> revocation.ancestor())
                .containsExactly(Ancestor.keyState("abcd1234", 0));
        assertThat(reviews.due()).isEmpty();
    }

    /** Attack: keep using a replaced key that ended at once, at services that know it from before the node stopped. */
    @Test
    void announcesAChangeThatEndedTheKey() {
        keys.add(key);
        keys.change(key, key.on(key.terms().expiringAt(clock.instant())));
        reviews.schedule(Review.of(key), clock.instant());

        reviewer.reviewAll();

        assertThat(keys.find(key.id())).isEmpty();
        assertThat(revocations.names(Ancestor.keyState("abcd1234", 0))).isTrue();
        assertThat(reviews.due()).isEmpty();
    }

    @Test
    void announcesNothingThatWasNotChanged() {
        keys.add(key);
        reviews.schedule(Review.of(key), clock.instant());

        reviewer.reviewAll();

        assertThat(revocations.published()).isEmpty();
        assertThat(reviews.due()).isEmpty();
    }

    @Test
    void forgetsKeysThatAreGone() {
        reviews.schedule(Review.of(key), clock.instant());

        reviewer.reviewAll();

        assertThat(reviews.due()).isEmpty();
    }

    /** What can't be announced now is announced later. */
    @Test
    void comesBackWhereTheLogDoesNotAnswer() {
        keys.add(key);
        keys.change(key, key.on(key.terms()));
        reviews.schedule(Review.of(key), clock.instant());
        revocations.isAway = true;
        assertThatThrownBy(reviewer::reviewAll).isInstanceOf(RuntimeException.class);
        revocations.isAway = false;

        clock.wind(Duration.ofSeconds(10));
        reviewer.reviewAll();

        assertThat(revocations.published()).hasSize(1);
    }
}
