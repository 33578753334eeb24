package com.hubify.identity.server.audit.trail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** What a record, or a checkpoint, is known by: the SHA-256 of its bytes in base64url, 43 characters. */
public final class RecordHash {

    private RecordHash() {}

    public static String of(byte[] record) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(record));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    public static String of(String record) {
        return of(record.getBytes(StandardCharsets.UTF_8));
    }
}
