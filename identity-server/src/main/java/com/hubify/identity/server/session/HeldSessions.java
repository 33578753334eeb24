package com.hubify.identity.server.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Bounds the number of sessions of a person. Attack: sign in again and again; a session at Clerk needs no prompt, and each
 * time a session would stay here. One too many ends the oldest, since a refusal would lock the person out.
 */
public interface HeldSessions {

    /** Session attribute: what the browser called itself at the sign-in. */
    String USER_AGENT = "hubify.user-agent";

    /** Session attribute: where the sign-in came from. */
    String ADDRESS = "hubify.address";

    /** In characters. The longest of today's browsers is half of that. */
    int LONGEST_USER_AGENT = 300;

    /** Notes in the request's session where its sign-in comes from. */
    static void note(HttpServletRequest request) {
        String userAgent = Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), "");
        HttpSession session = request.getSession();
        session.setAttribute(USER_AGENT, userAgent.substring(0, Math.min(userAgent.length(), LONGEST_USER_AGENT)));
        session.setAttribute(ADDRESS, Objects.toString(request.getRemoteAddr(), ""));
    }

    /**
     * Records a new session, and ends the oldest of that person if there are too many.
     *
     * @param former the session that it replaces in the browser
     */
    void begun(String account, String session, @Nullable String former);

    /** Where the person is signed in, in no order. */
    List<HeldSession> of(String account);

    /** Deletes a session from the store: its browser is signed out at its next request, at whichever node. */
    void end(String account, String session);

    /** Records the end of a session. */
    void ended(String account, String session);
}
