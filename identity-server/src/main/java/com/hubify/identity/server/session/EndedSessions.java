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
        } catch (IllegalStateException ended) {
            // Spring looked for it and did not find it.
        }
    }

    /** A session that was written to just as it ended is there in part; it has ended all the same. */
    @Override
    public @Nullable S findById(String id) {
        try {
            return spring.findById(id);
        } catch (IllegalStateException inPart) {
            spring.deleteById(id);
            return null;
        }
    }

    @Override
    public void deleteById(String id) {
        spring.deleteById(id);
    }
}
