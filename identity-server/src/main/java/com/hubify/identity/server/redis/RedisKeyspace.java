package com.hubify.identity.server.redis;

import com.hubify.identity.protocol.Sha256;

/** Names of Redis keys. Everything of ours starts with {@code hfy:}; secrets appear in names only as {@link Sha256}. */
public final class RedisKeyspace {

    private RedisKeyspace() {}

    /** Joins the parts with colons under our prefix. */
    public static String key(String... parts) {
        return "hfy:" + String.join(":", parts);
    }
}
