package com.hubify.identity.parts.redis;

/** The Redis servers that a contract is run on. */
public enum RedisVersion {
    /** The one an operator would have: the current container image, or the {@code redis-server} on the path. */
    MACHINE,
    /**
     * The 6.2 server that {@code ./run} starts on a machine without Redis, and the oldest that must work. Always a
     * process of this machine, since that is how it ships.
     */
    CARRIED
}
