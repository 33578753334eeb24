package com.hubify.identity.server.signing;

import com.nimbusds.jose.JWSAlgorithm;

class InMemorySigningKeysTests extends RotatingSigningKeysContract {

    private final InMemorySigningKeys keys = new InMemorySigningKeys();

    @Override
    SigningKeys keys() {
        return keys;
    }

    @Override
    void rotate(JWSAlgorithm algorithm) {
        keys.rotate(algorithm);
    }

    @Override
    void noticeRotation() {}
}
