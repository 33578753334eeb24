package com.hubify.identity.server.signing.local;

import com.hubify.identity.server.signing.Corretto;
import com.hubify.identity.server.signing.Ed25519;
import com.hubify.identity.server.signing.SigningKey;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import java.security.Key;
import java.security.PrivateKey;
import java.security.Provider;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signers for local keys, with Amazon's Corretto Crypto Provider, which signs ES256 in a fraction of the JDK's time,
 * otherwise with the JDK. Each key is converted to the provider's form once, which costs about as much as a signature.
 */
final class LocalSigners {

    private static final Logger LOG = LoggerFactory.getLogger(LocalSigners.class);

    private final Optional<Provider> provider;

    LocalSigners(Optional<Provider> provider) {
        this.provider = provider;
    }

    /** Signers with the fastest provider that works here; logs which it is. */
    static LocalSigners fastest() {
        Optional<Provider> found = Corretto.find();
        LOG.info("Local keys sign with {}", found.map(Provider::getInfo).orElse("the JDK"));
        return new LocalSigners(found);
    }

    /** @throws IllegalArgumentException if the key can't sign */
    JWSSigner of(JWK privateJwk) {
        try {
            if (SigningKey.isEdDsa(JWSAlgorithm.parse(privateJwk.getAlgorithm().getName()))) {
                return Ed25519.signer(privateJwk.toOctetKeyPair());
            }
            return privateJwk instanceof ECKey ec ? ecdsa(ec) : rsa(privateJwk);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("signing with " + privateJwk.getKeyID() + " is impossible", e);
        }
    }

    private JWSSigner ecdsa(ECKey key) throws JOSEException {
        Optional<Key> translated = Corretto.translate(key.toECPrivateKey(), provider);
        PrivateKey one = (PrivateKey) translated.orElse(key.toECPrivateKey());
        return by(translated.isPresent(), new ECDSASigner(one, key.getCurve()));
    }

    private JWSSigner rsa(JWK key) throws JOSEException {
        PrivateKey own = key.toRSAKey().toPrivateKey();
        Optional<Key> translated = Corretto.translate(own, provider);
        return by(translated.isPresent(), new RSASSASigner((PrivateKey) translated.orElse(own)));
    }

    private JWSSigner by(boolean isTranslated, JWSSigner signer) {
        if (isTranslated) {
            signer.getJCAContext().setProvider(provider.orElseThrow());
        }
        return signer;
    }
}
