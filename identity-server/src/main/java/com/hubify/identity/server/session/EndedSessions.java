package com.hubify.identity.server.session;

import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/**
 * Sessions that may end while requests with them are under way: in another tab the person signs in or out. Spring's repository
 * takes that for a mistake of the program, and the request would be answered 500. What such a request wanted to note of the
 * session is lost with it, and nothing else.
 */
final class EndedSessions<S extends Session> implements SessionRepository<S> {

    /** What Spring says that looked for the session and did not find it; it has no type for that. */
    private static final String ENDED = "Session was invalidated";

    private final SessionRepository<S> spring;

    EndedSessions(SessionRepository<S> spring) {
        this.spring = spring;
    }

    @Override
    public S createSession() {
        return spring.createSession();
    }

    @Override
    public void save(S session) {
        try {
            spring.save(session);
        } catch (IllegalStateException e) {
            if (!ENDED.equals(e.getMessage())) {
                throw e; // what was noted is lost for another reason, and the request must not go on as if it were kept
            }
        }
    }

    @Override
    public @Nullable S findById(String id) {
        return spring.findById(id);
    }

    @Override
    public void deleteById(String id) {
        spring.deleteById(id);
    }
}
