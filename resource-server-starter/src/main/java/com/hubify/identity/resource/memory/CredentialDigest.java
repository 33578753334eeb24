package com.hubify.identity.resource.memory;

import com.hubify.identity.protocol.Sha256;
import java.nio.ByteBuffer;

/**
 * SHA-256 of a credential, kept in its place. Finding one takes the same work whether it is known or not.
 */
record CredentialDigest(long first, long second, long third, long fourth) {

    static CredentialDigest of(String credential) {
        ByteBuffer digest = ByteBuffer.wrap(Sha256.of(credential));
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
}
