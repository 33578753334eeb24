package com.hubify.identity.server.session;

import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/**
 * Tolerates sessions that end during a request, because the person signs in or out in another tab. Spring's repository
 * throws an exception then, and the response would be 500. Only changes of the ended session are lost.
 */
final class EndedSessions<S extends Session> implements SessionRepository<S> {

    /** Spring's message for this case, which has no exception type of its own. */
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
                throw e; // not stored for another reason, so the request must fail
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
