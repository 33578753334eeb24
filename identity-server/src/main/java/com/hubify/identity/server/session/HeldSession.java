package com.hubify.identity.server.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A browser in which a person is signed in.
 *
 * @param name of the session in the store
 * @param userAgent what the browser called itself at the sign-in: untrusted, cut; null if it did not
 * @param address where the sign-in came from; null in sessions of earlier releases
 * @param lastSeen its latest request
 */
public record HeldSession(
        String name,
        SignInAuthentication signIn,
        @Nullable String userAgent,
        @Nullable String address,
        Instant lastSeen) {}
