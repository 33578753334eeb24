package com.hubify.clerk.session;

import java.util.Locale;

/** Clerk's states of a session. Only the first two can change into another. */
public enum SessionStatus {
    ACTIVE,
    /** Signed in, but with something to be done first, such as choosing an organization. */
    PENDING,
    /** Signed out. */
    ENDED,
    /** Signed out of one of several accounts. */
    REMOVED,
    /** Another person signed in instead. There is no webhook for this. */
    REPLACED,
    /** Ended from elsewhere: by the Backend API, the dashboard or a ban. */
    REVOKED,
    /** Over by time. There is no webhook for this. */
    EXPIRED,
    /** Never in the simulator; here because clients may ask for it. */
    ABANDONED;

    public boolean isLive() {
        return this == ACTIVE || this == PENDING;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
