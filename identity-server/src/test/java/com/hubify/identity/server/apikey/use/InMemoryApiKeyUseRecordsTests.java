package com.hubify.identity.server.apikey.use;

class InMemoryApiKeyUseRecordsTests extends ApiKeyUseRecordsContract {

    @Override
    ApiKeyUseRecords create() {
        return new InMemoryApiKeyUseRecords(clock);
    }
}
