package com.hubify.identity.cli.audit;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** SHA-256 in base64url, as 43 ASCII bytes. Not safe for concurrent use. */
final class RecordHash {

    static final int LENGTH = 43;

    private static final int DIGEST = 32;

    private final MessageDigest sha256;
    private final Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    private final byte[] digest = new byte[DIGEST];

    RecordHash() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param into takes the hash from its beginning */
    void compute(byte[] bytes, int start, int end, byte[] into) {
        sha256.update(bytes, start, end - start);
        try {
            sha256.digest(digest, 0, DIGEST);
        } catch (DigestException e) {
            throw new IllegalStateException(e);
        }
        encoder.encode(digest, into);
    }

    String of(String ascii) {
        byte[] bytes = ascii.getBytes(StandardCharsets.US_ASCII);
        byte[] hash = new byte[LENGTH];
        compute(bytes, 0, bytes.length, hash);
        return new String(hash, StandardCharsets.US_ASCII);
    }
}
