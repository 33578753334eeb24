package com.hubify.identity.server.signing.local;

import com.hubify.identity.server.signing.KeyCustody;
import com.hubify.identity.server.signing.KeyCustodyContract;
import java.time.Clock;

class InMemoryKeyCustodyTests implements KeyCustodyContract {

    private final KeyCustody custody = new InMemoryKeyCustody(Clock.systemUTC());

    @Override
    public KeyCustody custody() {
        return custody;
    }
}
