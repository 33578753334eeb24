package com.hubify.identity.server.webhook;

class InMemoryWebhookQueueTests extends WebhookQueueContract {

    @Override
    WebhookQueue create() {
        return new InMemoryWebhookQueue();
    }
}
