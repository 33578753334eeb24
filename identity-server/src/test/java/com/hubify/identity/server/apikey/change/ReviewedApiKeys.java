package com.hubify.identity.server.apikey.change;

import com.hubify.identity.server.apikey.ApiKeyRevoker;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.apikey.change.ApiKeyReviews.Review;
import com.hubify.identity.server.revocation.Revocations;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** What announces and reviews changes of keys, for tests of what changes them. */
public final class ReviewedApiKeys {

    private final InMemoryApiKeyReviews reviews = new InMemoryApiKeyReviews();
    private final ApiKeyChanges changes;
    private final ApiKeyReviewer reviewer;

    public ReviewedApiKeys(ApiKeys keys, Revocations revocations, ApiKeyRevoker revoker, Clock clock) {
        this.changes = new ApiKeyChanges(reviews, revocations, clock);
        this.reviewer = new ApiKeyReviewer(reviews, keys, changes, revoker, clock);
    }

    public ApiKeyChanges changes() {
        return changes;
    }

    public void reviewAll() {
        reviewer.reviewAll();
    }

    public Map<Review, Instant> due() {
        return reviews.due();
    }
}
