package com.hubify.identity.server.signing;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys at one moment: all of them are published, the newest version for each algorithm signs. */
final class KnownKeys {

    private final JWKSet published;
    private final Map<JWSAlgorithm, SigningKey> current = new HashMap<>();

    KnownKeys(List<SigningKey> keys) {
        List<SigningKey> newestFirst = keys.stream()
                .sorted(Comparator.comparing(SigningKey::name)
                        .thenComparing(SigningKey::version, Comparator.reverseOrder()))
                .toList();
        newestFirst.forEach(key -> current.putIfAbsent(key.algorithm(), key));
        published = new JWKSet(newestFirst.stream().map(SigningKey::publicJwk).toList());
    }

    Optional<SigningKey> current(JWSAlgorithm algorithm) {
        return Optional.ofNullable(current.get(algorithm));
    }

    JWKSet published() {
        return published;
    }
}
