package com.hubify.clerk.grant;

import java.util.concurrent.atomic.AtomicBoolean;

/** A refresh token's place in its grant. Spent by rotation, and then kept, so that reuse can be told. */
final class RefreshToken {

    private final Grant grant;
    private final AtomicBoolean spent = new AtomicBoolean();

    RefreshToken(Grant grant) {
        this.grant = grant;
    }

    Grant grant() {
        return grant;
    }

    boolean isSpent() {
        return spent.get();
    }

    boolean spend() {
        return spent.compareAndSet(false, true);
    }
}
