package com.hubify.identity.server.apikey.change;

import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyId;
import java.time.Instant;
import java.util.List;

/**
 * Changed keys that have to be looked at again, and when: services may not have been told of the change, or the key was replaced
 * and may end early. An entry may outlive its key.
 */
interface ApiKeyReviews {

    /**
     * A state that a key had until it changed.
     *
     * @param state {@link ApiKey#changes} of the key at that time
     */
    record Review(ApiKeyId key, int state) {

        static Review of(ApiKey before) {
            return new Review(before.id(), before.changes());
        }
    }

    /** Has the key looked at from that time on, instead of any other. */
    void schedule(Review review, Instant due);

    /** What is due, at most 100. Each is due again at {@code next}: a node that stops over one loses none. */
    List<Review> takeDue(Instant now, Instant next);

    /** Has the key no longer looked at because of this. */
    void remove(Review review);
}
