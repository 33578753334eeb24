package com.hubify.identity.resource.revocation;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The feed cannot be read, for a reason that says more than a broken line does. */
final class RevocationFeedLost extends IOException {

    private static final long serialVersionUID = 1L;
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofSeconds(30);

    private final RevocationStanding standing;
    private final Duration retryAfter;

    RevocationFeedLost(RevocationStanding standing, String message) {
        this(standing, message, Duration.ZERO);
    }

    /** More was revoked than can be remembered. Trying again soon would only move it all over the wire once more. */
    static RevocationFeedLost full(String message) {
        return new RevocationFeedLost(RevocationStanding.UNUSABLE, message, LONGEST_RETRY_AFTER);
    }

    /** @param retryAfter how long the issuer asks to wait, in seconds; taken to a bound, since it decides how stale we get */
    RevocationFeedLost(RevocationStanding standing, String message, @Nullable String retryAfter) {
        this(standing, message, seconds(retryAfter));
    }

    private RevocationFeedLost(RevocationStanding standing, String message, Duration retryAfter) {
        super(message);
        this.standing = standing;
        this.retryAfter = retryAfter;
    }

    RevocationStanding standing() {
        return standing;
    }

    Duration retryAfter() {
        return retryAfter;
    }

    private static Duration seconds(@Nullable String text) {
        if (text == null || !text.matches("[0-9]{1,6}")) {
            return Duration.ZERO;
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(text));
        return asked.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : asked;
    }
}
