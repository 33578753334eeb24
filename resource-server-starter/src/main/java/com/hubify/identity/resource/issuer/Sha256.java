package com.hubify.identity.resource.issuer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of text, for what is asked about at every request. */
public final class Sha256 {

    // Cloned rather than looked up among the providers each time, and rather than kept per thread: there may be very
    // many threads.
    private static final MessageDigest PROTOTYPE = create();

    private Sha256() {}

    /** The 32 bytes of the digest, from the first on. */
    public static ByteBuffer of(String text) {
        return ByteBuffer.wrap(fresh().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest fresh() {
        try {
            return (MessageDigest) PROTOTYPE.clone();
        } catch (CloneNotSupportedException e) {
            return create();
        }
    }

    private static MessageDigest create() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
