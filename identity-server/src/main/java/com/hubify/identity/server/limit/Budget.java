package com.hubify.identity.server.limit;

import java.time.Duration;

/**
 * What is left of a {@link Limit} for one who takes of it.
 *
 * @param remaining how much may still be taken in this period; 0 if more was taken than the limit allows
 * @param reset until all of it is there again
 * @param retryAfter until what was asked for can be taken; zero if it could be
 */
public record Budget(Limit limit, long remaining, Duration reset, Duration retryAfter) {

    public boolean allowed() {
        return retryAfter.isZero();
    }
}
