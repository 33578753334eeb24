package com.hubify.identity.server.apikey;

import com.hubify.identity.protocol.ApiKeyToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The secret part of a key. It answers one question, whether it belongs to a digest; its text goes out once, in the key that
 * is shown at creation.
 */
public final class ApiKeySecret {

    private final String value;

    private ApiKeySecret(String value) {
        this.value = value;
    }

    public static ApiKeySecret of(ApiKeyToken token) {
        return new ApiKeySecret(token.secret());
    }

    /** What may lie at rest in its place. A secret of 190 random bits needs no slow hash: there is nothing to guess. */
    SecretDigest digest() {
        return new SecretDigest(Base64.getUrlEncoder().withoutPadding().encodeToString(sha256()));
    }

    /** Whether this is the secret behind the digest, in a time that does not depend on the answer. */
    public boolean matches(SecretDigest digest) {
        return MessageDigest.isEqual(sha256(), Base64.getUrlDecoder().decode(digest.value()));
    }

    @Override
    public String toString() {
        return "…";
    }

    private byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
