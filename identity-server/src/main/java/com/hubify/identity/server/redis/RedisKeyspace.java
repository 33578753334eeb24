package com.hubify.identity.server.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Names of Redis keys. Everything of ours starts with {@code hfy:}; secrets appear in names only as digests. */
public final class RedisKeyspace {

    private RedisKeyspace() {}

    /** Joins the parts with colons under our prefix. */
    public static String key(String... parts) {
        return "hfy:" + String.join(":", parts);
    }

    /** SHA-256 of a token or secret, in base64url without padding: what may lie at rest in its place. */
    public static String digest(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
