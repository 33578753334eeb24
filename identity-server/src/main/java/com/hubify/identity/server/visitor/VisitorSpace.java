package com.hubify.identity.server.visitor;

import java.time.Duration;

/**
 * Limits the memory in Redis for unfinished sign-ins and device authorizations. Attack: begin any number of them, until
 * Redis is full and refuses all writes, also revocations.
 *
 * <p>An attacker who reaches a limit keeps others from beginning the same, as long as the attack goes on; people who are
 * signed in, tokens and attempts under way are not affected. So limits should be as large as Redis allows. Sign-ins have
 * one, and the devices of each client have one.
 */
public interface VisitorSpace {

    /** How long a sign-in attempt may be stored. */
    Duration SIGN_IN = Duration.ofMinutes(15);

    /** How long a device authorization may be stored until a person enters its code. */
    Duration DEVICE = Duration.ofMinutes(10);

    /**
     * Reserves memory for a sign-in, for {@link #SIGN_IN}, atomically.
     *
     * @param bytes size in Redis, with keys and overhead
     * @throws NoVisitorSpace if the limit is reached
     */
    void takeForSignIn(long bytes);

    /**
     * The same for a device authorization, for {@link #DEVICE}.
     *
     * @param clientId a registered client: each has its own limit
     * @param bytes size in Redis, with keys and overhead
     * @throws NoVisitorSpace if this client's limit is reached
     */
    void takeForDevice(String clientId, long bytes);
}
