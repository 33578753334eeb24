package com.hubify.identity.server.signing.ring;

import com.hubify.testing.TestClock;
import java.time.Duration;

class InMemoryKeyRingsTests implements KeyRingsContract {

    private final TestClock clock = TestClock.standing();
    private final KeyRings rings = new InMemoryKeyRings(clock);

    @Override
    public KeyRings here() {
        return rings;
    }

    @Override
    public KeyRings there() {
        return rings;
    }

    @Override
    public void runOut() {
        clock.wind(LIFE.plus(Duration.ofSeconds(1)));
    }
}
