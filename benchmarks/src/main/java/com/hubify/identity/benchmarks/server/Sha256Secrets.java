package com.hubify.identity.benchmarks.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The same digest as the identity server's: with BCrypt, Spring's default, a secret would cost a thousand times the token. */
final class Sha256Secrets implements PasswordEncoder {

    @Override
    public @Nullable String encode(@Nullable CharSequence secret) {
        return secret == null ? null : digest(secret);
    }

    @Override
    public boolean matches(@Nullable CharSequence secret, @Nullable String encoded) {
        return secret != null
                && encoded != null
                && MessageDigest.isEqual(
                        digest(secret).getBytes(StandardCharsets.US_ASCII),
                        encoded.getBytes(StandardCharsets.US_ASCII));
    }

    private static String digest(CharSequence secret) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(secret.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
