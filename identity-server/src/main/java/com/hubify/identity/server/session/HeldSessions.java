package com.hubify.identity.server.session;

import org.jspecify.annotations.Nullable;

/**
 * Bounds the number of sessions of a person. Attack: sign in again and again; a session at Clerk needs no prompt, and each
 * time a session would stay here. One too many ends the oldest, since a refusal would lock the person out.
 */
public interface HeldSessions {

    /**
     * Records a new session, and ends the oldest of that person if there are too many.
     *
     * @param former the session that it replaces in the browser
     */
    void begun(String account, String session, @Nullable String former);

    /** Records the end of a session. */
    void ended(String account, String session);
}
