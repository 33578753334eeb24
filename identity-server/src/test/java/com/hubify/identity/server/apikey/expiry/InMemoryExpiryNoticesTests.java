package com.hubify.identity.server.apikey.expiry;

class InMemoryExpiryNoticesTests extends ExpiryNoticesContract {

    @Override
    ExpiryNotices create() {
        return new InMemoryExpiryNotices();
    }
}
