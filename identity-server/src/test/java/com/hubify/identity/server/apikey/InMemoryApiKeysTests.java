package com.hubify.identity.server.apikey;

import java.time.Clock;

class InMemoryApiKeysTests extends ApiKeysContract {

    @Override
    ApiKeys create(Clock clock) {
        return new InMemoryApiKeys(clock);
    }
}
