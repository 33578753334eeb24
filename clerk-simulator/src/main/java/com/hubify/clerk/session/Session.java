package com.hubify.clerk.session;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person's session. It lasts seven days, Clerk's default.
 *
 * @param clientId browser or other front end it belongs to
 * @param organizationId the active organization
 */
public record Session(
        String id,
        String userId,
        String clientId,
        SessionStatus recorded,
        @Nullable String organizationId,
        Instant createdAt,
        Instant updatedAt) {

    private static final Duration LIFE = Duration.ofDays(7);

    /** Its state at a time: what was recorded, unless its time was over before something else ended it. */
    public SessionStatus statusAt(Instant now) {
        return recorded.isLive() && !now.isBefore(expiresAt()) ? SessionStatus.EXPIRED : recorded;
    }

    public boolean isActiveAt(Instant now) {
        return statusAt(now) == SessionStatus.ACTIVE;
    }

    public Instant expiresAt() {
        return createdAt.plus(LIFE);
    }

    public Session with(SessionStatus changed, Instant now) {
        return new Session(id, userId, clientId, changed, organizationId, createdAt, now);
    }

    public Session in(@Nullable String organization, Instant now) {
        return new Session(id, userId, clientId, recorded, organization, createdAt, now);
    }
}
