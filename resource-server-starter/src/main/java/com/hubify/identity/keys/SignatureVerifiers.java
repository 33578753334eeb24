package com.hubify.identity.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/**
 * Makes the verifier of a public key. That checks the key itself (that its point lies on the curve) and turns it into the
 * provider's own form, which costs about as much as a signature, so it is done once per key. A verifier serves many threads at
 * once.
 */
public final class SignatureVerifiers {

    private final Optional<Provider> provider;

    public SignatureVerifiers() {
        this(SignatureProvider.find(SignatureVerifiers.class.getClassLoader()));
    }

    SignatureVerifiers(Optional<Provider> provider) {
        this.provider = provider;
    }

    /** @throws JOSEException if this is no key that can verify signatures */
    JWSVerifier of(PublicKey key) throws JOSEException {
        if (provider.isPresent()) {
            try {
                PublicKey translated = (PublicKey) KeyFactory.getInstance(key.getAlgorithm(), provider.get())
                        .translateKey(key);
                JWSVerifier verifier = make(translated);
                verifier.getJCAContext().setProvider(provider.get());
                return verifier;
            } catch (GeneralSecurityException e) {
                // A kind of key that the provider doesn't know.
            }
        }
        return make(key);
    }

    private static JWSVerifier make(PublicKey key) throws JOSEException {
        if (key instanceof ECPublicKey curve) {
            return new ECDSAVerifier(curve);
        }
        if (key instanceof RSAPublicKey rsa) {
            return new RSASSAVerifier(rsa);
        }
        throw new JOSEException("Neither an EC nor an RSA key");
    }
}
