package com.hubify.identity.server.organization;

class InMemoryMembershipsTests extends MembershipsContract {

    @Override
    Memberships create() {
        return new InMemoryMemberships();
    }
}
