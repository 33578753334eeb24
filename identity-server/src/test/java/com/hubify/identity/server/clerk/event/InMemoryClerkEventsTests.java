package com.hubify.identity.server.clerk.event;

class InMemoryClerkEventsTests extends ClerkEventsContract {

    @Override
    ClerkEvents create() {
        return new InMemoryClerkEvents();
    }
}
