package com.hubify.identity.server.signin;

import com.hubify.identity.server.page.account.BrowserWords;
import com.hubify.identity.server.page.account.Moment;
import com.hubify.identity.server.session.HeldSession;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in as the page shows it.
 *
 * @param here whether it is of the browser that shows the page
 */
record SignInView(HeldSession held, boolean here) {

    /** Its public id, as in {@code sid} claims. */
    public String id() {
        return held.signIn().sessionId();
    }

    public String browser() {
        return BrowserWords.of(held.userAgent());
    }

    public @Nullable String address() {
        return held.address();
    }

    public Moment since() {
        return Moment.of(held.signIn().signedInAt());
    }

    public Moment lastSeen() {
        return Moment.of(held.lastSeen());
    }
}
