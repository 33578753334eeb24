package com.hubify.identity.server.signing;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.util.Base64URL;
import java.util.Set;

/** One key of {@link SigningKeys} as Nimbus wants it, for a single signature. */
final class SigningKeysSigner implements JWSSigner {

    private final SigningKeys keys;
    private final SigningKey key;

    SigningKeysSigner(SigningKeys keys, SigningKey key) {
        this.keys = keys;
        this.key = key;
    }

    @Override
    public Base64URL sign(JWSHeader header, byte[] signingInput) {
        // The kid is public; only the pinned version makes it true.
        return keys.sign(key, signingInput);
    }

    @Override
    public Set<JWSAlgorithm> supportedJWSAlgorithms() {
        return Set.of(key.algorithm());
    }

    @Override
    public JCAContext getJCAContext() {
        return new JCAContext();
    }
}
