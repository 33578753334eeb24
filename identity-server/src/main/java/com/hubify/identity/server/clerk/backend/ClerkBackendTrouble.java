package com.hubify.identity.server.clerk.backend;

import com.hubify.identity.server.clerk.ClerkConcern;
import com.hubify.identity.server.clerk.ClerkUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Why Clerk's Backend API can't be asked. Each trouble is logged when it begins and when it ends, not for each call, and calls
 * that would be refused are not made for a while.
 */
@Component
final class ClerkBackendTrouble implements ClerkConcern {

    private static final Logger LOG = LoggerFactory.getLogger(ClerkBackendTrouble.class);

    private static final String REFUSED =
            "Clerk refuses hubify.identity.clerk.secret-key: copy it again from Clerk's dashboard, API keys";

    /** A refused key is tried again: an operator may have brought it back. */
    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(1);

    /** Longest {@code Retry-After} that is followed. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private record Trouble(String reason, Instant until) {}

    private final Clock clock;
    private volatile @Nullable Trouble trouble;

    ClerkBackendTrouble(Clock clock) {
        this.clock = clock;
    }

    /** @throws ClerkUnavailable if Clerk is not to be asked now */
    void requireNoPause() {
        Trouble now = trouble;
        Duration left = now == null ? Duration.ZERO : Duration.between(clock.instant(), now.until());
        if (now != null && left.compareTo(Duration.ZERO) > 0) {
            throw ClerkUnavailable.notAsked(now.reason(), left);
        }
    }

    void answered() {
        if (trouble != null) {
            LOG.info("Clerk's Backend API answers again");
            trouble = null;
        }
    }

    ClerkUnavailable unreachable(@Nullable Exception cause) {
        return begun("Clerk's Backend API does not answer", cause, Duration.ZERO);
    }

    ClerkUnavailable refused() {
        return begun(REFUSED, null, AFTER_REFUSAL);
    }

    /** @param retryAfter value of the header; one that is missing or not in seconds is taken for one window */
    ClerkUnavailable limited(@Nullable String retryAfter) {
        Duration wait = retryAfter != null && retryAfter.matches("[0-9]{1,6}")
                ? Duration.ofSeconds(Long.parseLong(retryAfter))
                : ClerkRate.WINDOW;
        return begun("Clerk's limit for calls is reached", null, wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    /** Clerk's outage is no concern: it ends by itself, and health must not take this server out meanwhile. */
    @Override
    public Optional<String> concern() {
        Trouble now = trouble;
        return Optional.ofNullable(now).map(Trouble::reason).filter(REFUSED::equals);
    }

    /** What keeps Clerk from being asked; empty if nothing does. */
    Optional<String> reason() {
        return Optional.ofNullable(trouble).map(Trouble::reason);
    }

    private ClerkUnavailable begun(String reason, @Nullable Exception cause, Duration wait) {
        Trouble before = trouble;
        if (before == null || !before.reason().equals(reason)) {
            LOG.warn("{}{}", reason, cause == null ? "" : ": " + cause.getMessage());
        }
        trouble = new Trouble(reason, clock.instant().plus(wait));
        return new ClerkUnavailable(reason, cause, wait);
    }
}
