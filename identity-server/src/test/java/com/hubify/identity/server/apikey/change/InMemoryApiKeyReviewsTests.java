package com.hubify.identity.server.apikey.change;

class InMemoryApiKeyReviewsTests extends ApiKeyReviewsContract {

    @Override
    ApiKeyReviews create() {
        return new InMemoryApiKeyReviews();
    }
}
