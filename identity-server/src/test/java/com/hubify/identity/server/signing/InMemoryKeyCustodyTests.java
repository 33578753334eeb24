package com.hubify.identity.server.signing;

import java.time.Clock;

class InMemoryKeyCustodyTests implements KeyCustodyContract {

    private final KeyCustody custody = new InMemoryKeyCustody(Clock.systemUTC());

    @Override
    public KeyCustody custody() {
        return custody;
    }
}
