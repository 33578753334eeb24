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
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What signs with local keys: Amazon's Corretto Crypto Provider where it works, which signs ES256 in a fraction of the JDK's
 * time, else the JDK. Each key is turned into the provider's own form once, which costs about as much as a signature.
 */
final class LocalSigners {

    private static final Logger LOG = LoggerFactory.getLogger(LocalSigners.class);

    private final Optional<Provider> provider;

    LocalSigners(Optional<Provider> provider) {
        this.provider = provider;
    }

    /** Those of the fastest provider that works here; says in the log which it is. */
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
            throw new IllegalArgumentException("it is impossible to sign with " + privateJwk.getKeyID(), e);
        }
    }

    private JWSSigner ecdsa(ECKey key) throws JOSEException {
        Optional<PrivateKey> translated = translated("EC", key.toECPrivateKey());
        ECDSASigner signer = new ECDSASigner(translated.orElse(key.toECPrivateKey()), key.getCurve());
        translated.ifPresent(own -> signer.getJCAContext().setProvider(provider.orElseThrow()));
        return signer;
    }

    private JWSSigner rsa(JWK key) throws JOSEException {
        PrivateKey own = key.toRSAKey().toPrivateKey();
        Optional<PrivateKey> translated = translated("RSA", own);
        RSASSASigner signer = new RSASSASigner(translated.orElse(own));
        translated.ifPresent(it -> signer.getJCAContext().setProvider(provider.orElseThrow()));
        return signer;
    }

    private Optional<PrivateKey> translated(String algorithm, PrivateKey key) {
        if (provider.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of((PrivateKey)
                    KeyFactory.getInstance(algorithm, provider.get()).translateKey(key));
        } catch (GeneralSecurityException e) {
            return Optional.empty(); // a kind of key that the provider doesn't know
        }
    }
}
