package com.hubify.clerk.webhook;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** One event on its way: the text that is signed, and what became of it so far. */
final class Message {

    enum State {
        /** Sent nowhere yet. */
        NEW,
        /** Never sent, because a switch said so. */
        LOST,
        /** Not sent, because too much waits already. */
        DROPPED,
        WAITING,
        DELIVERED,
        /** Given up after the last attempt. */
        FAILED,
        /** Given up because the receiver asked for it. */
        ABORTED
    }

    /** What is told about a message: everything but its body. */
    record Summary(String id, String type, Instant createdAt, State state, List<Attempt> attempts) {}

    /** Two schedules of eight and some; older ones are forgotten, as replays and duplicates have no end. */
    private static final int ATTEMPTS_KEPT = 20;

    private final String id;
    private final String type;
    private final Instant createdAt;
    private final String body;
    private final Deque<Attempt> attempts = new ArrayDeque<>();
    private State state = State.NEW;

    Message(String id, String type, Instant createdAt, String body) {
        this.id = id;
        this.type = type;
        this.createdAt = createdAt;
        this.body = body;
    }

    /** The {@code svix-id}, the same in every attempt and replay. */
    String id() {
        return id;
    }

    String body() {
        return body;
    }

    synchronized void add(Attempt attempt) {
        if (attempts.size() == ATTEMPTS_KEPT) {
            attempts.removeFirst();
        }
        attempts.addLast(attempt);
    }

    synchronized void became(State next) {
        state = next;
    }

    synchronized Summary summary() {
        return new Summary(id, type, createdAt, state, List.copyOf(attempts));
    }
}
