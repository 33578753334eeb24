package com.hubify.identity.server.token;

import java.time.Duration;

/** An audience of a test's own. */
public final class TestAudience {

    private TestAudience() {}

    public static AccessTokenAudience of(String audience) {
        return new AccessTokenAudience(new TokenProperties(audience, Duration.ofMinutes(10), Duration.ofSeconds(60)));
    }
}
