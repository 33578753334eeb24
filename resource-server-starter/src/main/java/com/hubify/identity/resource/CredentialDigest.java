package com.hubify.identity.resource;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 of a credential: what is remembered of it. The credential itself is never kept, and finding one in memory takes
 * the same work whether it is there or not.
 */
record CredentialDigest(long first, long second, long third, long fourth) {

    // Cloned rather than looked up among the providers each time, and rather than kept per thread: there may
    // be very many.
    private static final MessageDigest SHA_256 = sha256();

    static CredentialDigest of(String credential) {
        ByteBuffer digest = ByteBuffer.wrap(fresh().digest(credential.getBytes(StandardCharsets.UTF_8)));
        return new CredentialDigest(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
    }

    /** Any part of a digest is as good as random. */
    @Override
    public int hashCode() {
        return (int) first;
    }

    /** Tells no more than is needed to tell two apart in a log. */
    @Override
    public String toString() {
        return Long.toHexString(first);
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
