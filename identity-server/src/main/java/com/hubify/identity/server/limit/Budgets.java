package com.hubify.identity.server.limit;

/**
 * Counts what each one takes of a {@link Limit}, on all nodes together. Two nodes together exceed a limit by 1 % at most, and
 * a limit below 200 not at all. While Redis is away each node counts by itself, so none of these methods fails for that.
 *
 * <p>A caller that is refused may ask again at once, as often as it likes: that costs no call of Redis.
 */
public interface Budgets {

    /**
     * Takes so many if they are there; else none.
     *
     * @param who counted apart from all others: an id that this server knows, or a network. It must not be text that a
     *     stranger chooses freely, or each request would have a budget of its own
     * @param permits at least 1
     */
    Budget take(Limit limit, String who, long permits);

    /**
     * Whether one could be taken, without taking it, as far as this node knows: it learns what others have counted when it
     * counts something itself. So this never costs a call of Redis.
     */
    Budget look(Limit limit, String who);
}
