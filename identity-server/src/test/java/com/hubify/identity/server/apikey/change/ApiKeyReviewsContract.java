package com.hubify.identity.server.apikey.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.apikey.ApiKeyId;
import com.hubify.identity.server.apikey.change.ApiKeyReviews.Review;
import com.hubify.testing.TestClock;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The promises of {@link ApiKeyReviews}, which every implementation keeps. */
abstract class ApiKeyReviewsContract {

    private static final Instant NOW = TestClock.START;
    private static final Review REVIEW = review("abcd1234", 3);

    private ApiKeyReviews reviews = new InMemoryApiKeyReviews();

    /** An empty store. */
    abstract ApiKeyReviews create();

    @BeforeEach
    void startEmpty() {
        reviews = create();
    }

    @Test
    void takesWhatIsDueAndHasItComeAgain() {
        reviews.schedule(REVIEW, NOW);
        reviews.schedule(review("abcd1234", 4), NOW.plusSeconds(1));

        assertThat(reviews.takeDue(NOW, NOW.plusSeconds(60))).containsExactly(REVIEW);

        assertThat(reviews.takeDue(NOW, NOW.plusSeconds(60))).isEmpty();
        assertThat(reviews.takeDue(NOW.plusSeconds(60), NOW.plusSeconds(120)))
                .containsExactlyInAnyOrder(REVIEW, review("abcd1234", 4));
    }

    @Test
    void takesNothingThatWasRemovedOrPutOff() {
        reviews.schedule(REVIEW, NOW);
        reviews.schedule(review("0000abcd", 0), NOW);

        reviews.remove(REVIEW);
        reviews.schedule(review("0000abcd", 0), NOW.plusSeconds(1));

        assertThat(reviews.takeDue(NOW, NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void takesAHundredAtOnce() {
        IntStream.range(0, 150).forEach(state -> reviews.schedule(review("abcd1234", state), NOW));

        List<Review> first = reviews.takeDue(NOW, NOW.plusSeconds(60));
        List<Review> second = reviews.takeDue(NOW, NOW.plusSeconds(60));

        assertThat(first).hasSize(100).doesNotContainAnyElementsOf(second);
        assertThat(second).hasSize(50);
    }

    private static Review review(String id, int state) {
        return new Review(new ApiKeyId(id), state);
    }
}
