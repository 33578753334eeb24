package com.hubify.identity.server.visitor;

import java.time.Duration;

/**
 * The memory of Redis that is set aside for what was begun by people who are not signed in yet. Attack: each sign-in and each
 * device authorization is small and soon over, but any number may be begun, until Redis is full and takes nothing from anybody,
 * revocations included.
 *
 * <p>A stranger who fills a space keeps others from beginning the same, for as long as they go on; who is signed in, holds a
 * token or has begun already isn't touched. So a space should be as large as Redis can spare. Sign-ins have one of their own,
 * and so have the devices of each client: filling one takes nothing from the others.
 */
public interface VisitorSpace {

    /** Longest that a sign-in may be kept. */
    Duration SIGN_IN = Duration.ofMinutes(15);

    /** Longest that what a device has begun may be kept until a person enters its code. */
    Duration DEVICE = Duration.ofMinutes(10);

    /**
     * Takes space for a sign-in, for {@link #SIGN_IN}, in one step with looking whether there is some.
     *
     * @param bytes that it takes in Redis, with the names of its keys and what Redis adds
     * @throws NoVisitorSpace if there isn't so much left
     */
    void takeForSignIn(long bytes);

    /**
     * The same for a device authorization, for {@link #DEVICE}.
     *
     * @param clientId of a client that is registered: each has a count of its own
     * @param bytes that it takes in Redis, with the names of its keys and what Redis adds
     * @throws NoVisitorSpace if devices of this client have too little left
     */
    void takeForDevice(String clientId, long bytes);
}
