package com.hubify.identity.server.apikey.change;

import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyId;
import java.time.Instant;
import java.util.List;

/**
 * Schedule of reviews of changed keys: services may not have been told of the change, or the key was rotated and may be
 * revoked early. An entry may outlive its key.
 */
interface ApiKeyReviews {

    /**
     * A review of a key, because of a state that it has left.
     *
     * @param state {@link ApiKey#changes} of the key at that time
     */
    record Review(ApiKeyId key, int state) {

        static Review of(ApiKey before) {
            return new Review(before.id(), before.changes());
        }
    }

    /** Schedules the review for that time, replacing an earlier schedule of the same review. */
    void schedule(Review review, Instant due);

    /**
     * Takes the reviews that are due, at most 100. Each is due again at {@code next}, so that none is lost if this node
     * crashes.
     */
    List<Review> takeDue(Instant now, Instant next);

    /** Removes the review. */
    void remove(Review review);
}
