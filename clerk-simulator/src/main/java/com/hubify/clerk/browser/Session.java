package com.hubify.clerk.browser;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A person's session. It lasts seven days, Clerk's default. */
public final class Session {

    private static final Duration LIFE = Duration.ofDays(7);

    private final String id;
    private final String userId;
    private final Instant signedInAt;
    private final AtomicReference<@Nullable String> answered = new AtomicReference<>();

    Session(String id, String userId, Instant signedInAt, @Nullable String answered) {
        this.id = id;
        this.userId = userId;
        this.signedInAt = signedInAt;
        this.answered.set(answered);
    }

    public String id() {
        return id;
    }

    public String userId() {
        return userId;
    }

    public Instant signedInAt() {
        return signedInAt;
    }

    boolean isUsableAt(Instant now) {
        return now.isBefore(signedInAt.plus(LIFE));
    }

    /**
     * Whether the person signed in because of this very authorization request. True once: prompt=login
     * asks for the password each time, and a second use of the same address must ask again.
     */
    public boolean takeAnswerTo(String authorizationQuery) {
        String request = answered.get();
        return request != null && request.equals(authorizationQuery) && answered.compareAndSet(request, null);
    }
}
