package com.hubify.clerk.browser;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A browser, Clerk's client: the sessions on it, the one that acts last. */
final class Client {

    /** People on one browser; the session used least recently goes for one more. */
    private static final int MOST = 10;

    private final String id;
    private final List<String> sessions;
    private final AtomicReference<@Nullable String> answered = new AtomicReference<>();

    private Client(String id, List<String> sessions, @Nullable String answered) {
        this.id = id;
        this.sessions = sessions;
        this.answered.set(answered);
    }

    static Client of(String id) {
        return new Client(id, List.of(), null);
    }

    String id() {
        return id;
    }

    List<String> sessions() {
        return sessions;
    }

    /**
     * This browser, with this session to act.
     *
     * @param query of the authorization request that the session was begun for
     */
    Client actingAs(String session, @Nullable String query) {
        List<String> others = without(session);
        List<String> kept = others.size() < MOST ? others : others.subList(1, others.size());
        return new Client(id, Stream.concat(kept.stream(), Stream.of(session)).toList(), query);
    }

    private List<String> without(String session) {
        return sessions.stream().filter(one -> !one.equals(session)).toList();
    }

    /**
     * Whether the person signed in because of this very authorization request. True once: prompt=login
     * asks for the password each time, and a second use of the same address must ask again.
     */
    boolean takeAnswerTo(String query) {
        String request = answered.get();
        return request != null && request.equals(query) && answered.compareAndSet(request, null);
    }
}
