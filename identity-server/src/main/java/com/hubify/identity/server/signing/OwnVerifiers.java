package com.hubify.identity.server.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.proc.JWSVerifierFactory;
import java.security.Key;
import java.security.PublicKey;
import java.security.interfaces.EdECPublicKey;
import java.util.Set;

/** What checks signatures by our own keys, of every kind there is. */
final class OwnVerifiers implements JWSVerifierFactory {

    private final JWSVerifierFactory others = new DefaultJWSVerifierFactory();

    /** The key in the form that {@link #createJWSVerifier} takes. */
    static PublicKey key(JWK publicJwk) throws JOSEException {
        return publicJwk instanceof OctetKeyPair pair
                ? Ed25519.publicKey(pair)
                : ((AsymmetricJWK) publicJwk).toPublicKey();
    }

    @Override
    public JWSVerifier createJWSVerifier(JWSHeader header, Key key) throws JOSEException {
        if (!SigningKey.isEdDsa(header.getAlgorithm())) {
            return others.createJWSVerifier(header, key);
        }
        if (!(key instanceof EdECPublicKey edwards)) {
            throw new JOSEException("EdDSA takes keys on Edwards curves");
        }
        return Ed25519.verifier(edwards);
    }

    @Override
    public Set<JWSAlgorithm> supportedJWSAlgorithms() {
        return others.supportedJWSAlgorithms();
    }

    @Override
    public JCAContext getJCAContext() {
        return others.getJCAContext();
    }
}
