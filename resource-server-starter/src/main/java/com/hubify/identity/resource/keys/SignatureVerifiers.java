package com.hubify.identity.resource.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.proc.JWSVerifierFactory;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.Provider;
import java.util.Optional;
import java.util.Set;

/**
 * Makes what checks signatures, once per key: making it checks the key itself (that its point lies on the curve, that it is
 * long enough) and turns it into the provider's own form, which costs about as much as a signature. Used from many threads at
 * once.
 */
public final class SignatureVerifiers implements JWSVerifierFactory {

    private static final int MOST_KEYS = 64;

    private final JWSVerifierFactory factory = new DefaultJWSVerifierFactory();
    private final JWSVerifierFactory nativeFactory = new DefaultJWSVerifierFactory();

    // By identity: a verifier goes when the key set it belongs to has been replaced.
    private final Cache<Key, JWSVerifier> verifiers =
            Caffeine.newBuilder().weakKeys().maximumSize(MOST_KEYS).build();

    public SignatureVerifiers() {
        this(SignatureProvider.find(SignatureVerifiers.class.getClassLoader()));
    }

    public SignatureVerifiers(Optional<Provider> provider) {
        provider.ifPresent(nativeFactory.getJCAContext()::setProvider);
    }

    @Override
    public JWSVerifier createJWSVerifier(JWSHeader header, Key key) throws JOSEException {
        JWSVerifier known = verifiers.getIfPresent(key);
        if (known != null && known.supportedJWSAlgorithms().contains(header.getAlgorithm())) {
            return known;
        }
        JWSVerifier made = make(header, key);
        verifiers.put(key, made);
        return made;
    }

    private JWSVerifier make(JWSHeader header, Key key) throws JOSEException {
        Provider provider = nativeFactory.getJCAContext().getProvider();
        if (provider == null) {
            return factory.createJWSVerifier(header, key);
        }
        Key translated;
        try {
            translated = KeyFactory.getInstance(key.getAlgorithm(), provider).translateKey(key);
        } catch (GeneralSecurityException e) {
            // A kind of key that the provider doesn't know.
            return factory.createJWSVerifier(header, key);
        }
        return nativeFactory.createJWSVerifier(header, translated);
    }

    @Override
    public Set<JWSAlgorithm> supportedJWSAlgorithms() {
        return factory.supportedJWSAlgorithms();
    }

    @Override
    public JCAContext getJCAContext() {
        return factory.getJCAContext();
    }
}
