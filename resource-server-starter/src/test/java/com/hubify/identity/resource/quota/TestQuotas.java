package com.hubify.identity.resource.quota;

import com.hubify.testing.TestClock;

/** Limits of a service that has not settled with an identity server yet: ten requests of each caller. */
public final class TestQuotas {

    private TestQuotas() {}

    public static Quotas on() {
        return new Quotas(TestClock.standing(), true);
    }

    public static Quotas off() {
        return new Quotas(TestClock.standing(), false);
    }
}
