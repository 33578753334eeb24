package com.hubify.identity.resource.web;

import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.verification.VerifiedAuthentication;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.security.core.Authentication;

/** Tells who uses an API key when it expires, from 14 days before, so that a program can warn before it stops. */
public final class KeyExpiry {

    /** Time at which the key expires, in UTC as ISO 8601, such as {@code 2027-01-31T00:00:00Z}. */
    public static final String HEADER = "Hubify-Key-Expires";

    private static final Duration ANNOUNCED = Duration.ofDays(14);

    private final Clock clock;

    private KeyExpiry(Clock clock) {
        this.clock = clock;
    }

    public static KeyExpiry of(BeanFactory beans) {
        return new KeyExpiry(beans.getBeanProvider(Clock.class).getIfUnique(Clock::systemUTC));
    }

    /** The value of the header; empty for credentials other than keys, and while there is time. */
    public Optional<String> announcedTo(@Nullable Authentication caller) {
        if (!(caller instanceof VerifiedAuthentication verified)
                || verified.caller().kind() != Caller.Kind.API_KEY
                || verified.expires().equals(Instant.MAX)) {
            return Optional.empty();
        }
        Instant end = verified.expires();
        return end.isAfter(clock.instant().plus(ANNOUNCED)) ? Optional.empty() : Optional.of(end.toString());
    }
}
