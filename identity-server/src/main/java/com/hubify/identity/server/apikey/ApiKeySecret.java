package com.hubify.identity.server.apikey;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.Sha256;
import java.security.MessageDigest;
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
        return new SecretDigest(Sha256.base64Url(value));
    }

    /** Whether this is the secret behind the digest, in a time that does not depend on the answer. */
    public boolean matches(SecretDigest digest) {
        return MessageDigest.isEqual(Sha256.of(value), Base64.getUrlDecoder().decode(digest.value()));
    }

    @Override
    public String toString() {
        return "…";
    }
}
