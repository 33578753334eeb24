package com.hubify.identity.server.signing.ring;

import com.hubify.identity.server.signing.SigningKey;
import com.nimbusds.jose.JWSAlgorithm;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A version of a key with the decisions about it. When it retires follows from its successor, see {@link KeyRing}.
 *
 * @param announced since when it is published
 * @param activeFrom from when on it signs, until a later one is active
 * @param compromised since when nothing it signed is valid; null if it is not compromised
 */
public record KeyVersion(
        SigningKey key,
        Instant announced,
        Instant activeFrom,
        @Nullable Instant compromised) {

    public static KeyVersion announced(SigningKey key, Instant now, Instant activeFrom) {
        return new KeyVersion(key, now, activeFrom, null);
    }

    public String kid() {
        return key.kid();
    }

    public JWSAlgorithm algorithm() {
        return key.algorithm();
    }

    public boolean isCompromised() {
        return compromised != null;
    }

    KeyVersion compromised(Instant now) {
        return compromised == null ? new KeyVersion(key, announced, activeFrom, now) : this;
    }

    KeyVersion active(Instant now) {
        return new KeyVersion(key, announced, earlier(activeFrom, now), compromised);
    }

    /**
     * Merges two records of the same version. Decisions are never reversed, only brought forward, so the earlier time
     * applies.
     */
    KeyVersion joined(KeyVersion other) {
        Instant ended = Stream.of(compromised, other.compromised)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return new KeyVersion(key, earlier(announced, other.announced), earlier(activeFrom, other.activeFrom), ended);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
