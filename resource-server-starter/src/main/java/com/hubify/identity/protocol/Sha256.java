package com.hubify.identity.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** SHA-256 of text in UTF-8. Stored in place of random secrets; not suitable for passwords, which can be guessed. */
public final class Sha256 {

    // Cloned for each use: cheaper than a provider lookup, and no instance per thread, of which there may be very many.
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
