package com.hubify.identity.server.apikey;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.Sha256;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * The secret part of an API key. It can only be compared with a digest; its text is shown once, in the key at creation.
 */
public final class ApiKeySecret {

    private final String value;

    private ApiKeySecret(String value) {
        this.value = value;
    }

    public static ApiKeySecret of(ApiKeyToken token) {
        return new ApiKeySecret(token.secret());
    }

    /** The digest to store. A secret of 190 random bits cannot be guessed, so it needs no slow hash. */
    public SecretDigest digest() {
        return new SecretDigest(Sha256.base64Url(value));
    }

    /** Whether this secret has that digest, in constant time. */
    public boolean matches(SecretDigest digest) {
        return MessageDigest.isEqual(Sha256.of(value), Base64.getUrlDecoder().decode(digest.value()));
    }

    @Override
    public String toString() {
        return "…";
    }
}
