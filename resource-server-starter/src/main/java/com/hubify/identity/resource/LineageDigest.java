package com.hubify.identity.resource;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Lineage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A lineage in the few bytes that a cached credential can afford: when it was issued, and 64 bits of SHA-256 for each
 * ancestor. Two ancestors that share their 64 bits are taken for one, so a collision can only refuse.
 */
final class LineageDigest {

    // Cloned rather than looked up among the providers for each ancestor of each token.
    private static final MessageDigest SHA_256 = sha256();

    private final long issuedAt;
    private final long[] ancestors;

    private LineageDigest(long issuedAt, long[] ancestors) {
        this.issuedAt = issuedAt;
        this.ancestors = ancestors;
    }

    static LineageDigest of(Lineage lineage) {
        long[] ancestors =
                lineage.ancestors().stream().mapToLong(LineageDigest::of).toArray();
        return new LineageDigest(lineage.issuedAt().getEpochSecond(), ancestors);
    }

    /** The 64 bits that stand for an ancestor. The zero byte keeps kind and id apart, whatever the id holds. */
    static long of(Ancestor ancestor) {
        byte[] text = (ancestor.kind().word() + '\0' + ancestor.id()).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.wrap(fresh().digest(text)).getLong();
    }

    /** Seconds since 1970, as the credential says it. */
    long issuedAt() {
        return issuedAt;
    }

    int size() {
        return ancestors.length;
    }

    long ancestor(int index) {
        return ancestors[index];
    }

    private static MessageDigest fresh() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException e) {
            return sha256();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
