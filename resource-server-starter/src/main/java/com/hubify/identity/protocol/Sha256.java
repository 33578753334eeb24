package com.hubify.identity.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** SHA-256 of text in UTF-8: what may lie at rest in place of a secret that can't be guessed. */
public final class Sha256 {

    // Cloned rather than looked up among the providers each time, and rather than kept per thread: there may be very
    // many threads.
    private static final MessageDigest PROTOTYPE = create();

    private Sha256() {}

    /** The digest's 32 bytes. */
    public static byte[] of(String text) {
        return fresh().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The digest in base64url without padding, 43 characters. */
    public static String base64Url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(of(text));
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
