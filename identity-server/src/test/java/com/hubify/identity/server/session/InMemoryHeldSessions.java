package com.hubify.identity.server.session;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sessions in memory, which a test puts there itself. */
public final class InMemoryHeldSessions implements HeldSessions {

    private final List<HeldSession> sessions = new ArrayList<>();

    public void add(HeldSession session) {
        sessions.add(session);
    }

    public void forget() {
        sessions.clear();
    }

    @Override
    public void begun(String account, String session, @Nullable String former) {
        throw new UnsupportedOperationException("pages sign nobody in");
    }

    @Override
    public List<HeldSession> of(String account) {
        return sessions.stream()
                .filter(session -> session.signIn().getName().equals(account))
                .toList();
    }

    @Override
    public void end(String account, String session) {
        ended(account, session);
    }

    @Override
    public void ended(String account, String session) {
        sessions.removeIf(held -> held.name().equals(session));
    }
}
