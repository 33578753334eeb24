package com.hubify.identity.server.session;

import org.jspecify.annotations.Nullable;

/**
 * In how many browsers a person is signed in. Attack: Clerk lets a person who is signed in there in again without a word, as
 * often as they like, and each time a session would stay. With one too many the oldest ends, since a refusal would lock the
 * person out.
 */
public interface HeldSessions {

    /**
     * Notes a session that has begun, and ends the oldest of that person if there are too many.
     *
     * @param former the session that it replaces in the browser
     */
    void begun(String account, String session, @Nullable String former);

    /** Notes that a session has ended. */
    void ended(String account, String session);
}
