package com.hubify.identity.server.signing;

import com.nimbusds.jose.JWSAlgorithm;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version and what was decided about it. When it retires follows from its successor, see {@link KeyRing}.
 *
 * @param announced since when it has been published
 * @param activeFrom from when on it signs, until a later one does
 * @param compromised since when nothing it signed is good any more; null if it is not compromised
 */
record KeyVersion(
        SigningKey key,
        Instant announced,
        Instant activeFrom,
        @Nullable Instant compromised) {

    static KeyVersion announced(SigningKey key, Instant now, Instant activeFrom) {
        return new KeyVersion(key, now, activeFrom, null);
    }

    String kid() {
        return key.kid();
    }

    JWSAlgorithm algorithm() {
        return key.algorithm();
    }

    boolean isCompromised() {
        return compromised != null;
    }

    KeyVersion compromised(Instant now) {
        return compromised == null ? new KeyVersion(key, announced, activeFrom, now) : this;
    }

    KeyVersion active(Instant now) {
        return new KeyVersion(key, announced, activeFrom.isBefore(now) ? activeFrom : now, compromised);
    }
}
