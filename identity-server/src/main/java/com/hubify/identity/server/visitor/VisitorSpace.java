package com.hubify.identity.server.visitor;

import java.time.Duration;

/**
 * The memory of Redis that is set aside for what was begun by people who are not signed in yet: sign-ins and device
 * authorizations. Attack: each of them is small and soon over, but any number may be begun, until Redis is full and takes
 * nothing from anybody, revocations included.
 *
 * <p>A stranger who fills the space keeps others from beginning, for as long as they go on; who is signed in, holds a token or
 * has begun already isn't touched. So the space should be as large as Redis can spare.
 */
public interface VisitorSpace {

    /** Longest time for which what takes space may be kept. */
    Duration LONGEST = Duration.ofMinutes(15);

    /**
     * Takes space for {@link #LONGEST}, in one step with looking whether there is some.
     *
     * @param bytes that it takes in Redis, with the names of its keys and what Redis adds
     * @throws NoVisitorSpace if there isn't so much left
     */
    void take(long bytes);
}
